/** Events that catch, and receive tasks, as a token comes to them (BPMN 2.0.2 §13.5.1, §13.5.3). */
import type { Node } from '../compile/program.js';
import type { Instance } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { complete } from '../execution/lifecycle.js';
import { caught } from './occurrences.js';
import { subscribe } from './subscriptions.js';

/** Catching events and receive tasks wait, unless they were activated by what they would wait for. */
export function enterCatch(run: Execution, instance: Instance, node: Node): void {
  if (instance.trigger) return caught(run, instance, instance.trigger);
  // A token comes to a catching link event from its throwing one: nothing to wait for.
  if (node.events.length === 0 || node.events[0]!.kind === 'link') return complete(run, instance.id, {});
  subscribe(run, instance.id, node);
}

/** Start events, and boundary events, exist only because they happened. */
export function enterHappened(run: Execution, instance: Instance): void {
  caught(run, instance, instance.trigger ?? { payload: {} });
}
