/**
 * What catching events wait for (BPMN 2.0.2 §10.5.6, Event Definitions; §13.5.3, Intermediate Events): a subscription for
 * every definition that somebody outside, or a change of variables, can trigger.
 */
import type { EventModel } from '../../compile/model.js';
import { correlationKeyOf } from '../../evaluation/task-settings.js';
import { dueTime, placeInCycle } from '../../evaluation/timers.js';
import type { Evaluate } from '../../evaluation/expressions.js';
import type { Instant } from '../../ports.js';
import type { Node } from '../compile/program.js';
import { PROCESS } from '../state.js';
import type { Instance, Subscription } from '../state.js';
import type { Execution } from '../execution/execution.js';

type Opened = Subscription extends infer S
  ? S extends Subscription
    ? Omit<S, 'id' | 'owner' | 'element'>
    : never
  : never;

/** @param owner the instance on whose behalf the event waits. */
export function subscribe(run: Execution, owner: number, event: Node): void {
  const seenFrom = event.kind === 'boundary' ? run.store.get(owner).parent : owner;
  run.attempt(
    owner,
    { step: 'subscribe' },
    () => {
      const evaluate = run.evaluateAt(seenFrom);
      // All values first: an event with a definition that fails waits for none of them.
      const opened = event.events.map((definition) => open(definition, evaluate, run.host.now));
      opened.forEach((part, index) => {
        if (part) add(run, owner, event.id, index, part);
      });
    },
    event.id,
  );
}

function open(event: EventModel, evaluate: Evaluate, now: Instant): Opened | undefined {
  switch (event.kind) {
    case 'timer': {
      const { usesClock, ...due } = dueTime(event.expression, evaluate, now);
      return { kind: 'timer', openedAt: now, ...due, ...(usesClock && { usesClock }) };
    }
    case 'message':
      return { kind: 'message', name: event.name, correlationKey: correlationKeyOf(event, evaluate) };
    case 'signal':
      return { kind: 'signal', name: event.name };
    case 'conditional':
      return { kind: 'conditional', condition: event.condition };
    default:
      return undefined;
  }
}

function add(run: Execution, owner: number, element: string, index: number, part: Opened): void {
  const id = run.journal.nextId();
  run.store.inner.subscriptions[id] = { id, owner, element, ...(index > 0 && { index }), ...part } as Subscription;
  if (part.kind === 'conditional') run.scopes.changed = true;
}

/**
 * Puts the next firing of a cycle in the place of the one that happened, unless that was the last. It has a key of its own, so
 * that no firing counts twice.
 */
export function reopen(run: Execution, fired: Extract<Subscription, { kind: 'timer' }>): void {
  const { id: _id, owner, element, index, ...part } = fired;
  const { repeats, interval, first = fired.dueAt, place = 0 } = part;
  if (interval === undefined || repeats === undefined || repeats === 0) return;
  const dueAt = placeInCycle(first, interval, place + 1);
  const left = repeats === null ? null : repeats - 1;
  add(run, owner, element, index ?? 0, { ...part, dueAt, repeats: left, first, place: place + 1 });
}

/** Boundary events of an activity, and event subprocesses that may begin inside a scope. */
export function openEvents(run: Execution, instance: Instance, node: Node): void {
  const isRound = node.loop !== undefined && instance.round !== undefined;
  if (!isRound) for (const boundary of node.boundaries) subscribe(run, instance.id, boundary);
  if (node.inside && !instance.loop) openEventSubProcesses(run, instance.id);
}

export function openEventSubProcesses(run: Execution, scope: number): void {
  for (const { start } of scopeTable(run, scope).eventSubProcesses) subscribe(run, scope, start);
}

export function closeEventSubProcesses(run: Execution, scope: number): void {
  for (const { start } of scopeTable(run, scope).eventSubProcesses) run.store.closeSubscriptions(scope, start.id);
}

export function scopeTable(run: Execution, scope: number) {
  return scope === PROCESS ? run.program.root : run.nodeOf(run.store.get(scope)).inside!;
}
