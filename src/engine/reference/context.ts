/**
 * The context bpmn-elements runs on, written from the process model: only ids and connections. Names, expressions,
 * scripts, conditions, messages and the source text never get into it.
 */
import type { NodeModel, ProcessModel } from '../compile/model.js';
import { resolveClass } from './behaviours.js';
import { deserialize } from './bpmn-elements.js';
import type { SerializedEntity } from './bpmn-elements.js';

const contexts = new WeakMap<ProcessModel, Map<string, object>>();

/** The context of a process begun at a start event, kept for as long as the definition lives. */
export function contextOf(model: ProcessModel, startId: string): object {
  let byStart = contexts.get(model);
  if (!byStart) contexts.set(model, (byStart = new Map()));
  let context = byStart.get(startId);
  if (!context) byStart.set(startId, (context = deserialize(serialize(model, startId), resolveClass)));
  return context;
}

function serialize(model: ProcessModel, startId: string): object {
  const kept = reachableFrom(model, startId);
  const nodes = Object.values(model.nodes).filter((node) => kept.has(node.id));
  const parent = (scopeId: string | undefined) =>
    scopeId ? { id: scopeId, type: 'subProcess' } : { id: model.processId, type: 'process' };
  const flows = Object.values(model.flows).filter((flow) => kept.has(flow.source));
  return {
    definition: { id: 'definition', type: 'node' },
    processes: [{ id: model.processId, type: 'process', behaviour: { isExecutable: true } }],
    activities: nodes.map((node) => ({ id: node.id, type: typeOf(node), parent: parent(node.scopeId), behaviour: behaviourOf(node) })),
    sequenceFlows: flows.map((flow) => ({
      id: flow.id,
      type: 'flow',
      parent: parent(flow.scopeId),
      sourceId: flow.source,
      targetId: flow.target,
      behaviour: {},
    })),
    associations: [],
    dataObjects: [],
    dataStores: [],
    messageFlows: [],
    scripts: [],
    timers: [],
  };
}

/**
 * Nodes a token can come to from a start event. bpmn-elements begins at every node without a flow into it, so that what
 * belongs to the other start events has to be left out.
 */
function reachableFrom(model: ProcessModel, startId: string): Set<string> {
  const reached = new Set([startId]);
  const all = Object.values(model.nodes);
  for (const id of reached) {
    const node = model.nodes[id]!;
    for (const flow of node.outgoing) reached.add(model.flows[flow]!.target);
    for (const other of all) {
      if (other.attachedTo === id || (other.scopeId === id && other.kind === 'start')) reached.add(other.id);
    }
  }
  return reached;
}

function typeOf(node: NodeModel): string {
  if (node.event?.kind === 'terminate') return 'terminateEnd';
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
  if (node.event?.kind === 'terminate') return { eventDefinitions: [{ id: `${node.id}_definition`, type: 'terminate' }] };
  return {};
}
