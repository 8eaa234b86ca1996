/**
 * Which incoming flows of an inclusive or complex join a token can still reach (BPMN 2.0.2 §13.4.3 and §13.4.5).
 *
 * Computed once at deployment, so that looking at a join costs one look-up for each token, whatever the size of the
 * process. Paths stay within one scope and may not pass through the gateway itself. A token in an activity can also leave it by
 * a boundary event; a token in a subprocess counts as a token at the subprocess.
 */
import type { NodeModel, ProcessModel } from '../../compile/model.js';
import type { Reachability } from './program.js';

export function reachabilityOf(gateway: NodeModel, model: ProcessModel): Reachability {
  const reach = new Map<string, Set<string>>();
  const before = predecessorsIn(model, gateway.scopeId);
  for (const flow of gateway.incoming) {
    const open = [model.flows[flow]!.source];
    const seen = new Set<string>([gateway.id]);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      let flows = reach.get(id);
      if (!flows) reach.set(id, (flows = new Set()));
      flows.add(flow);
      open.push(...(before.get(id) ?? []));
    }
  }
  return reach;
}

/** Nodes from which a token moves directly to a node: over a flow, from activity to boundary event, from link to link. */
function predecessorsIn(model: ProcessModel, scopeId: string | undefined): Map<string, string[]> {
  const before = new Map<string, string[]>();
  const add = (to: string, from: string) => {
    const ids = before.get(to);
    if (ids) ids.push(from);
    else before.set(to, [from]);
  };
  const nodes = Object.values(model.nodes).filter((node) => node.scopeId === scopeId);
  for (const node of nodes) {
    for (const flow of node.incoming) add(node.id, model.flows[flow]!.source);
    if (node.attachedTo) add(node.id, node.attachedTo);
    if (node.kind === 'throw') {
      const link = linkName(node);
      const target = link && nodes.find((other) => other.kind === 'catch' && linkName(other) === link);
      if (target) add(target.id, node.id);
    }
  }
  return before;
}

function linkName(node: NodeModel): string | undefined {
  const event = node.events[0];
  return event?.kind === 'link' ? event.name : undefined;
}
