/**
 * When a timer is due. The engine arms no timer of its own: it names an instant, and the host comes back with a command.
 */
import { FeelDateTime, FeelDuration, duration, parseDateTime } from 'feelin';
import { isDay, plusDays } from '../feel/days.js';
import { instantOf } from '../feel/values.js';
import type { Instant, Json } from '../ports.js';
import type { Evaluate } from './expressions.js';
import { IncidentError } from './incident-error.js';

export interface DueTime {
  dueAt: Instant;
  usesClock: boolean;
  usesCalendar?: true;
  /** Cycles only: firings left after this one; null: without end. */
  repeats?: number | null;
  /** Cycles only: ISO 8601 length between two firings, which are counted from the due time, not from the firing. */
  interval?: string;
}

/**
 * The instant a timer is due: a FEEL date and time, a duration from the command's instant, ISO 8601 text of either, or a
 * repeating interval `R[n]/[start/]duration` (ISO 8601-1 §5.6). Durations in months are true to the calendar.
 * @throws IncidentError when the expression gives none of them; a bare date has no time of day and is refused.
 */
export function dueTime(expression: string, evaluate: Evaluate, now: Instant): DueTime {
  const { value, usesClock, usesCalendar } = evaluate(expression);
  const reads = { usesClock, ...(usesCalendar && { usesCalendar }) };
  const cycle = typeof value === 'string' && value.startsWith('R') ? cycleStart(value, now) : undefined;
  if (cycle) return { ...cycle, ...reads };
  const dueAt = toInstant(value, now);
  if (dueAt === null) {
    const hint =
      typeof value === 'string' && isDay(value) ? '日期没有时刻，请用 expires(…) 或 warn(…)' : '须为时间、时长或循环';
    throw new IncidentError('EXTRACT_VALUE_ERROR', `定时器“${expression}”没有得出时间：${hint}`);
  }
  return { dueAt, ...reads };
}

const CYCLE = /^R(\d*)\/(?:([^/]+)\/)?(-?P[^/]+)$/;

function cycleStart(text: string, now: Instant): Omit<DueTime, 'usesClock'> | undefined {
  const [, count, start, interval] = CYCLE.exec(text) ?? [];
  if (interval === undefined || interval.startsWith('-')) return undefined;
  const dueAt = start === undefined ? toInstant(interval, now) : toInstant(start, now);
  // An interval of no length would fire for ever at one instant.
  if (dueAt === null || toInstant(interval, now)! <= now) return undefined;
  const times = count === '' ? null : Number(count);
  if (times === 0) return undefined;
  return { dueAt, repeats: times === null ? null : times - 1, interval };
}

/**
 * When a firing of a cycle is due, however late the ones before it came: `place` intervals after the first. Counted from the
 * first, a monthly cycle that began on the 31st comes back to it after February.
 */
export function placeInCycle(first: Instant, interval: string, place: number): Instant {
  if (place === 0) return first;
  return toInstant(
    interval.replace(/\d+(\.\d+)?/g, (amount) => String(Number(amount) * place)),
    first,
  )!;
}

/**
 * A date and time for a task: as {@link dueTime}, and a bare date means the end of that day in Shanghai.
 * @returns undefined when the expression gives null.
 */
export function taskDate(expression: string, evaluate: Evaluate, now: Instant): Instant | undefined {
  const { value } = evaluate(expression);
  if (value === null || value === '') return undefined;
  if (typeof value === 'string' && isDay(value)) return toInstant(`${plusDays(value, 1)}T00:00:00+08:00`, now)!;
  const instant = toInstant(value, now);
  if (instant === null) throw new IncidentError('EXTRACT_VALUE_ERROR', `任务时间“${expression}”没有得出时间`);
  return instant;
}

/** Weeks, days and smaller units, which have the same length everywhere in Asia/Shanghai. */
const FIXED_LENGTH = /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNIT_MILLIS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];
const UTC_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** Most timers need no calendar; feelin's takes some 100 µs for each, twenty times what the rest of a step costs. */
function withoutCalendar(text: string, now: Instant): Instant | null {
  const [, ...units] = FIXED_LENGTH.exec(text) ?? [];
  const isPlain = units.length > 0 || UTC_INSTANT.test(text);
  if (!isPlain) return null;
  const length = units.reduce((sum, unit, index) => sum + Number(unit ?? 0) * UNIT_MILLIS[index]!, 0);
  const millis = units.length > 0 ? Date.parse(now) + length : Date.parse(text);
  if (!(Math.abs(millis) < 8.64e15)) return null;
  const instant = new Date(millis).toISOString();
  // Date.parse takes 30 February for a day in March.
  return units.length > 0 || instant.startsWith(text.slice(0, 19)) ? instant : null;
}

function toInstant(value: Json, now: Instant): Instant | null {
  if (typeof value !== 'string' || isDay(value)) return null;
  const plain = withoutCalendar(value, now);
  if (plain !== null) return plain;
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
