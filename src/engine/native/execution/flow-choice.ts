/** Which outgoing flows a token takes where flows have conditions (BPMN 2.0.2 §8.4.13, Sequence Flow; §13.4). */
import { IncidentError } from '../../evaluation/incident-error.js';
import type { Flow, Node } from '../compile/program.js';
import type { Instance } from '../state.js';
import type { Execution } from './execution.js';

/**
 * An exclusive gateway takes the first flow that holds; every other element takes all that hold. The default flow is taken
 * when none with a condition is.
 * @throws IncidentError CONDITION_ERROR when a condition is no boolean, or when nothing can be taken.
 */
export function chooseFlows(run: Execution, instance: Instance, node: Node): Flow[] {
  if (node.kind === 'exclusive') return [chooseOne(run, instance, node)];
  const taken: Flow[] = [];
  let holdsSome = false;
  for (const flow of node.outgoing) {
    if (flow.isDefault) continue;
    if (flow.condition === undefined) taken.push(flow);
    else if (run.holds(flow.condition, instance.id)) {
      taken.push(flow);
      holdsSome = true;
    }
  }
  const fallback = node.outgoing.find((flow) => flow.isDefault);
  if (!holdsSome && fallback) taken.push(fallback);
  if (taken.length === 0) throw nothingHolds(node);
  return taken;
}

function chooseOne(run: Execution, instance: Instance, node: Node): Flow {
  for (const flow of node.outgoing) {
    if (flow.isDefault) continue;
    if (flow.condition === undefined || run.holds(flow.condition, instance.id)) return flow;
  }
  const fallback = node.outgoing.find((flow) => flow.isDefault);
  if (fallback) return fallback;
  throw nothingHolds(node);
}

function nothingHolds(node: Node): IncidentError {
  return new IncidentError('CONDITION_ERROR', `“${node.name || node.id}”流出的条件没有一个成立，也没有默认流向`);
}
