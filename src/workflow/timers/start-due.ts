/** When a timer start event of a deployed process starts its next instance. */
import { evaluateIn } from '../../engine/evaluation/expressions.js';
import { dueTime, nextDue } from '../../engine/evaluation/timers.js';
import type { Host, Instant, StartEventInfo } from '../../engine/ports.js';

export interface StartDue {
  dueAt: Instant;
  /** Starts left after this one; null: without end, or not a cycle. */
  repeats: number | null;
  /** ISO 8601 length between two starts; null: not a cycle. */
  interval: string | null;
}

/**
 * The first start after a deployment. What would have been due before it has passed: a date starts nothing, a cycle goes on
 * with its next place.
 * @throws IncidentError when the expression gives no time.
 */
export function firstStart(timer: NonNullable<StartEventInfo['timer']>, host: Host): StartDue | undefined {
  const { dueAt, repeats = null, interval = null } = dueTime(timer.expression, evaluateIn({}, host), host.now);
  let next: StartDue | undefined = { dueAt, repeats, interval };
  if (interval !== null) next = skipped(next, interval, host.now);
  while (next && next.dueAt <= host.now) next = startAfter(next);
  return next;
}

/** One interval after the last was due, however late that one came; undefined when it was the last. */
export function startAfter({ dueAt, repeats, interval }: StartDue): StartDue | undefined {
  if (interval === null || repeats === 0) return undefined;
  return { dueAt: nextDue(dueAt, interval), repeats: repeats === null ? null : repeats - 1, interval };
}

/** Shorter intervals have one length wherever they lie; months do not. */
const shortestMonth = 28 * 86_400_000;

/** Takes the many places of a short interval that passed since a start long ago in one step. */
function skipped(due: StartDue, interval: string, now: Instant): StartDue | undefined {
  const from = Date.parse(due.dueAt);
  const length = Date.parse(nextDue(due.dueAt, interval)) - from;
  const places = Math.floor((Date.parse(now) - from) / length);
  if (length >= shortestMonth || places < 1) return due;
  if (due.repeats !== null && due.repeats < places) return undefined;
  const repeats = due.repeats === null ? null : due.repeats - places;
  return { dueAt: new Date(from + places * length).toISOString(), repeats, interval };
}
