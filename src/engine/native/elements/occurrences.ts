/**
 * An event happens: what that means for the activity, the scope or the gateway that waited for it (BPMN 2.0.2 §13.5.3 and
 * §13.5.4, Boundary Events and Event Sub-Processes; §13.4.4, Event-Based Gateway).
 */
import type { Variables } from '../../ports.js';
import type { Node } from '../compile/program.js';
import type { Instance, Occurrence, Subscription } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { activate, close, complete, terminate, terminateInside } from '../execution/lifecycle.js';
import { closeEventSubProcesses, reopen, scopeTable, subscribe } from './subscriptions.js';

export function trigger(run: Execution, subscription: Subscription, occurrence: Occurrence): void {
  const event = run.program.nodes[subscription.element]!;
  if (event.parallelMultiple) {
    const payload = collect(run, subscription, event, occurrence.payload);
    if (payload) happen(run, subscription.owner, event, { ...occurrence, payload });
    return;
  }
  if (subscription.kind === 'timer') {
    delete run.store.inner.subscriptions[subscription.id];
    if (event.interrupting === false) reopen(run, subscription);
  }
  happen(run, subscription.owner, event, occurrence);
}

/** @returns what all definitions brought, once every one of them has occurred. */
function collect(run: Execution, subscription: Subscription, event: Node, brought: Variables): Variables | undefined {
  const { owner, id, index = 0 } = subscription;
  delete run.store.inner.subscriptions[id];
  const instance = run.store.edit(owner);
  const before = instance.occurred?.[event.id];
  const indexes = [...(before?.indexes ?? []), index];
  const payload = { ...before?.payload, ...brought };
  const isComplete = event.events.every((_, place) => indexes.includes(place));
  const { [event.id]: _done, ...others } = instance.occurred ?? {};
  instance.occurred = isComplete ? others : { ...others, [event.id]: { indexes, payload } };
  if (Object.keys(instance.occurred).length === 0) delete instance.occurred;
  if (!isComplete) return undefined;
  if (event.interrupting === false) subscribe(run, owner, event);
  return payload;
}

/** @param owner the instance on whose behalf the event waited. */
export function happen(run: Execution, owner: number, event: Node, occurrence: Occurrence): void {
  const instance = run.store.get(owner);
  if (event.kind === 'boundary') return interruptOrBranch(run, instance, event, occurrence);
  if (event.kind === 'start' && instance.element !== event.id)
    return beginEventSubProcess(run, owner, event, occurrence);
  if (instance.element === event.id) return caught(run, instance, occurrence);
  // An event-based gateway: only now is it known which way the token goes.
  const flow = run.nodeOf(instance).outgoing.find(({ to }) => to === event)!;
  close(run, owner);
  run.journal.record('FLOW_TAKEN', { elementId: flow.id, ...run.journal.scopeKey(instance.parent) });
  activate(run, event, instance.parent, { trigger: occurrence });
}

/** The event that waits for itself, or was activated by what it waited for. */
export function caught(run: Execution, instance: Instance, { type, payload }: Occurrence): void {
  if (type) run.journal.recordAt(instance, type, Object.keys(payload).length > 0 ? { payload } : {});
  // It has happened, even if what it brought cannot be written yet.
  run.store.closeSubscriptions(instance.id, instance.element);
  complete(run, instance.id, payload);
}

function interruptOrBranch(run: Execution, host: Instance, event: Node, occurrence: Occurrence): void {
  if (event.interrupting !== false) terminate(run, host.id);
  activate(run, event, host.parent, { trigger: occurrence });
}

function beginEventSubProcess(run: Execution, scope: number, start: Node, occurrence: Occurrence): void {
  const { node } = scopeTable(run, scope).eventSubProcesses.find((candidate) => candidate.start === start)!;
  if (start.interrupting !== false) interruptScope(run, scope);
  activate(run, node, scope, { trigger: occurrence });
}

/** Ends everything in a scope; no event subprocess of it can begin any more. */
export function interruptScope(run: Execution, scope: number): void {
  terminateInside(run, scope);
  closeEventSubProcesses(run, scope);
  const instance = run.store.edit(scope);
  instance.interrupted = true;
  delete instance.undoing;
}
