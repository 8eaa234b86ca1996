/**
 * The context bpmn-elements runs on, written from the process model: only ids and connections. Names, expressions,
 * scripts, conditions, messages and the source text never get into it.
 *
 * A context holds only what one command can touch (see `reach.ts`). bpmn-elements builds every activity and flow of its
 * context anew for each command, some twenty queues each, and that is nearly all of what a command costs.
 */
import type { NodeModel, ProcessModel } from '../compile/model.js';
import { resolveClass } from './behaviours.js';
import { deserialize } from './bpmn-elements.js';
import type { SerializedEntity } from './bpmn-elements.js';

interface SerializedProcess {
  activities: Map<string, SerializedEntity>;
  flows: SerializedEntity[];
}

const serialized = new WeakMap<ProcessModel, SerializedProcess>();

/** @param nodeIds the nodes to build; flows into and out of them come along, so that joins know all their branches. */
export function contextOf(model: ProcessModel, nodeIds: ReadonlySet<string>): object {
  let process = serialized.get(model);
  if (!process) serialized.set(model, (process = serialize(model)));
  const context = {
    definition: { id: 'definition', type: 'node' },
    processes: [{ id: model.processId, type: 'process', behaviour: { isExecutable: true } }],
    activities: [...nodeIds].map((id) => process.activities.get(id)!),
    sequenceFlows: process.flows.filter(
      ({ sourceId, targetId }) => nodeIds.has(sourceId as string) || nodeIds.has(targetId as string),
    ),
    associations: [],
    dataObjects: [],
    dataStores: [],
    messageFlows: [],
    scripts: [],
    timers: [],
  };
  return deserialize(context, resolveClass);
}

function serialize(model: ProcessModel): SerializedProcess {
  const parent = (scopeId: string | undefined) =>
    scopeId ? { id: scopeId, type: 'subProcess' } : { id: model.processId, type: 'process' };
  const entityOf = (node: NodeModel): SerializedEntity => ({
    id: node.id,
    type: typeOf(node),
    parent: parent(node.scopeId),
    behaviour: behaviourOf(node),
  });
  return {
    activities: new Map(Object.values(model.nodes).map((node) => [node.id, entityOf(node)])),
    flows: Object.values(model.flows).map((flow) => ({
      id: flow.id,
      type: 'flow',
      parent: parent(flow.scopeId),
      sourceId: flow.source,
      targetId: flow.target,
      behaviour: {},
    })),
  };
}

function typeOf(node: NodeModel): string {
  if (node.events[0]?.kind === 'terminate') return 'terminateEnd';
  const own = ['parallel', 'boundary', 'eventBased', 'subProcess'];
  return own.includes(node.kind) ? node.kind : 'node';
}

function behaviourOf(node: NodeModel): SerializedEntity['behaviour'] {
  if (node.kind === 'boundary') {
    return {
      attachedTo: { id: node.attachedTo! },
      cancelActivity: node.interrupting,
      eventDefinitions: [{ id: `${node.id}_definition`, type: 'boundaryDefinition' }],
    };
  }
  if (node.events[0]?.kind === 'terminate')
    return { eventDefinitions: [{ id: `${node.id}_definition`, type: 'terminate' }] };
  return {};
}
