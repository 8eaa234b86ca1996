/**
 * When a timer is due. The engine arms no timer of its own: it names an instant, and the host comes back with a command.
 */
import { FeelDateTime, FeelDuration, duration, parseDateTime } from 'feelin';
import { isDay, plusDays } from '../feel/days.js';
import { instantOf } from '../feel/values.js';
import type { Host, Instant, Json, Variables } from '../ports.js';
import { valueWithClocks } from './expressions.js';
import { IncidentError } from './incident-error.js';

export interface DueTime {
  dueAt: Instant;
  usesClock: boolean;
}

/**
 * The instant a timer is due: a FEEL date and time, a duration from the command's instant, or ISO 8601 text of either.
 * Durations in months are true to the calendar.
 * @throws IncidentError when the expression gives neither; a bare date has no time of day and is refused.
 */
export function dueTime(expression: string, variables: Variables, host: Host): DueTime {
  const { value, usesClock } = valueWithClocks(expression, variables, host);
  const dueAt = toInstant(value, host.now);
  if (dueAt === null) {
    const hint =
      typeof value === 'string' && isDay(value) ? '日期没有时刻，请用 expires(…) 或 warn(…)' : '须为时间或时长';
    throw new IncidentError('EXTRACT_VALUE_ERROR', `定时器“${expression}”没有得出时间：${hint}`);
  }
  return { dueAt, usesClock };
}

/**
 * A date and time for a task: as {@link dueTime}, and a bare date means the end of that day in Shanghai.
 * @returns undefined when the expression gives null.
 */
export function taskDate(expression: string, variables: Variables, host: Host): Instant | undefined {
  const { value } = valueWithClocks(expression, variables, host);
  if (value === null || value === '') return undefined;
  if (typeof value === 'string' && isDay(value)) return toInstant(`${plusDays(value, 1)}T00:00:00+08:00`, host.now)!;
  const instant = toInstant(value, host.now);
  if (instant === null) throw new IncidentError('EXTRACT_VALUE_ERROR', `任务时间“${expression}”没有得出时间`);
  return instant;
}

function toInstant(value: Json, now: Instant): Instant | null {
  if (typeof value !== 'string' || isDay(value)) return null;
  const moment = parseDateTime(value);
  if (moment) return instantOf(moment);
  const length = /^-?P/.test(value) ? duration(value) : null;
  return length ? later(now, length) : null;
}

function later(now: Instant, length: FeelDuration): Instant | null {
  const start: FeelDateTime | null = parseDateTime(now);
  if (!start) return null;
  const millis = start.value.toZonedDateTime('UTC').withTimeZone('+08:00').add(length.value).epochMilliseconds;
  return new Date(millis).toISOString();
}
