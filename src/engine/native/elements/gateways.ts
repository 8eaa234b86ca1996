/** Gateways once their tokens are there (BPMN 2.0.2 §13.4). How tokens come together is in `joins.ts`. */
import type { Node } from '../compile/program.js';
import type { Instance } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { complete, finish } from '../execution/lifecycle.js';
import { subscribe } from './subscriptions.js';

/** Exclusive, parallel and inclusive: the choice of flows, if there is one, belongs to leaving. */
export function enterGateway(run: Execution, instance: Instance): void {
  complete(run, instance.id, {});
}

/**
 * A complex gateway chooses as an inclusive one when it starts; when it is reset, only flows whose condition is true, or
 * else the default flow, get a token, which may be none (BPMN 2.0.2 §13.4.5).
 */
export function enterComplex(run: Execution, instance: Instance, node: Node): void {
  const isReset = instance.locals?.waitingForStart === false;
  if (!isReset) return complete(run, instance.id, {});
  const taken = node.outgoing.filter((flow) => flow.condition !== undefined && run.holds(flow.condition, instance.id));
  const fallback = node.outgoing.filter((flow) => flow.isDefault);
  finish(run, instance.id, taken.length > 0 ? taken : fallback);
}

/** Waits for the events behind it; the first that happens decides (BPMN 2.0.2 §13.4.4). */
export function enterEventBased(run: Execution, instance: Instance, node: Node): void {
  for (const { to } of node.outgoing) subscribe(run, instance.id, to);
}
