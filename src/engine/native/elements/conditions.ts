/**
 * Conditional events (BPMN 2.0.2 §10.5.6, Conditional): triggered when their condition becomes true. They are looked at when
 * variables have changed and all tokens have come to rest.
 */
import type { Subscription } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { trigger } from './occurrences.js';

type ConditionalSubscription = Extract<Subscription, { kind: 'conditional' }>;

/** @returns true when an event was triggered. */
export function settleConditions(run: Execution): boolean {
  if (!run.program.hasConditionalEvents || !run.scopes.changed) return false;
  run.scopes.changed = false;
  let moved = false;
  for (const { id } of run.store.subscriptions()) {
    const subscription = run.store.inner.subscriptions[id];
    if (subscription?.kind === 'conditional' && lookAtCondition(run, subscription)) moved = true;
  }
  return moved;
}

/** @returns true when the condition has become true. */
export function lookAtCondition(run: Execution, subscription: ConditionalSubscription): boolean {
  const { id, owner, element, condition, held = false } = subscription;
  const event = run.program.nodes[element]!;
  const seenFrom = event.kind === 'boundary' ? run.store.get(owner).parent : owner;
  clearIncidents(run, id);
  let holds = false;
  const isKnown = run.attempt(
    owner,
    { step: 'condition', subscription: id },
    () => {
      holds = run.holds(condition, seenFrom);
    },
    element,
  );
  if (!isKnown) return false;
  if (holds !== held) {
    const { held: _before, ...rest } = subscription;
    run.store.inner.subscriptions[id] = holds ? { ...rest, held: true } : rest;
  }
  if (!holds || held) return false;
  trigger(run, run.store.inner.subscriptions[id]!, { type: 'CONDITION_MET', payload: {} });
  return true;
}

/** What could not be decided before may be decided now. */
function clearIncidents(run: Execution, subscription: number): void {
  for (const incident of run.store.incidents()) {
    if (incident.retry.step !== 'condition' || incident.retry.subscription !== subscription) continue;
    delete run.store.inner.incidents[incident.id];
    run.journal.recordAt(run.store.get(incident.instance), 'INCIDENT_RESOLVED', { elementId: incident.element });
  }
}
