/** When a timer start event of a deployed process starts its next instance. */
import { evaluateIn } from '../../engine/evaluation/expressions.js';
import { dueTime, placeInCycle } from '../../engine/evaluation/timers.js';
import type { Host, Instant, StartEventInfo } from '../../engine/ports.js';

export interface StartDue {
  dueAt: Instant;
  /** Starts left after this one; null: without end, or not a cycle. */
  repeats: number | null;
  /** ISO 8601 length between two starts; null: not a cycle. */
  interval: string | null;
  /** When the first start was due, from which all others are counted, and which of them this one is (0: the first). */
  first: Instant;
  place: number;
}

/**
 * The first start after a deployment. What would have been due before it has passed: a date starts nothing, a cycle goes on
 * with its next place.
 * @throws IncidentError when the expression gives no time.
 */
export function firstStart(timer: NonNullable<StartEventInfo['timer']>, host: Host): StartDue | undefined {
  const { dueAt, repeats = null, interval = null } = dueTime(timer.expression, evaluateIn({}, host), host.now);
  let next: StartDue | undefined = { dueAt, repeats, interval, first: dueAt, place: 0 };
  if (interval !== null) next = skipped(next, interval, host.now);
  while (next && next.dueAt <= host.now) next = startAfter(next);
  return next;
}

/** The start after this one, however late this one came; undefined when it was the last. */
export function startAfter(due: StartDue): StartDue | undefined {
  const { repeats, interval, first, place } = due;
  if (interval === null || repeats === 0) return undefined;
  const dueAt = placeInCycle(first, interval, place + 1);
  return { dueAt, repeats: repeats === null ? null : repeats - 1, interval, first, place: place + 1 };
}

/** Shorter intervals have one length wherever they lie; months do not. */
const shortestMonth = 28 * 86_400_000;

/** Takes the many places of a short interval that passed since a start long ago in one step. */
function skipped(due: StartDue, interval: string, now: Instant): StartDue | undefined {
  const from = Date.parse(due.dueAt);
  const length = Date.parse(placeInCycle(due.dueAt, interval, 1)) - from;
  const places = Math.floor((Date.parse(now) - from) / length);
  if (length >= shortestMonth || places < 1) return due;
  if (due.repeats !== null && due.repeats < places) return undefined;
  const repeats = due.repeats === null ? null : due.repeats - places;
  return { ...due, dueAt: placeInCycle(due.first, interval, due.place + places), repeats, place: due.place + places };
}
