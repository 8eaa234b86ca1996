/** Which nodes one command can touch: those a token is at, and those it can come to before every token waits again. */
import { groupBy } from '../../../lint/group-by.js';
import type { NodeKind, NodeModel, ProcessModel } from '../compile/model.js';
import type { Json } from '../ports.js';
import type { InnerState } from './inner-state.js';

/** Elements at which a token always comes to rest. */
const RESTING: ReadonlySet<NodeKind> = new Set(['userTask', 'job', 'receive', 'call', 'catch', 'boundary']);

export function reachableNodes(model: ProcessModel, inner: InnerState): Set<string> {
  const occupied = inner.process === null ? [inner.startId] : occupiedNodes(model, inner);
  const reached = new Set(occupied);
  const byScope = groupBy(Object.values(model.nodes), (node) => node.scopeId);
  const byHost = groupBy(Object.values(model.nodes), (node) => node.attachedTo);
  const begins = new Set(occupied);
  for (const id of reached) {
    const node = model.nodes[id]!;
    for (const boundary of byHost.get(id) ?? []) reached.add(boundary.id);
    for (const child of byScope.get(id) ?? []) reached.add(child.id);
    if (begins.has(id) || !rests(node)) for (const flow of node.outgoing) reached.add(model.flows[flow]!.target);
  }
  return reached;
}

/** An error boundary event may be triggered by an error end event of the same command. */
function rests(node: NodeModel): boolean {
  return RESTING.has(node.kind) && node.events[0]?.kind !== 'error';
}

/** Nodes that bpmn-elements kept a state for, and nodes a kept flow leads to. */
function occupiedNodes(model: ProcessModel, inner: InnerState): string[] {
  const ids = new Set(Object.values(inner.instances).map(({ elementId }) => elementId));
  collectIds(inner.process, (id) => {
    if (model.nodes[id]) ids.add(id);
    else if (model.flows[id]) ids.add(model.flows[id].target);
  });
  return [...ids];
}

function collectIds(state: Json | undefined, add: (id: string) => void): void {
  const execution = fieldOf(state, 'execution');
  for (const name of ['children', 'flows']) {
    const entries = fieldOf(execution, name);
    for (const entry of Array.isArray(entries) ? entries : []) {
      const id = fieldOf(entry, 'id');
      if (typeof id === 'string') add(id);
      collectIds(entry, add);
    }
  }
}

function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value[name] : undefined;
}
