/**
 * The border between process variables (plain JSON) and FEEL values.
 *
 * Outgoing: dates, times and durations become text; functions, ranges and anything else that is not JSON are refused.
 * Incoming: only names that can be written in an expression without quotes are handed over. The FEEL grammar depends on
 * the names in scope (`a + b` may be one name), so that a value with a chosen key could otherwise change what an
 * expression means.
 */
import { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime, parseDate, parseDateTime } from 'feelin';
import type { Day, Json, Variables } from '../ports.js';
import { dayAt, isDay } from './days.js';
import { FeelError } from './feel-error.js';

export const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const DEEPEST_VALUE = 32;

/** The variables an expression can mention, copied without keys that the grammar or a prototype would react to. */
export function mentionedVariables(
  expression: string,
  variables: Variables,
  reserved: ReadonlySet<string>,
): Record<string, unknown> {
  const mentioned: Record<string, unknown> = {};
  for (const name of Object.keys(variables)) {
    if (!isVisibleName(name) || reserved.has(name) || !expression.includes(name)) continue;
    mentioned[name] = visibleValue(variables[name] ?? null);
  }
  return mentioned;
}

/** Values under names of the author's own choice that an expression can mention. */
export function mentionedValues(
  expression: string,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const text = expression.replace(/\s+/g, ' ');
  const names = Object.keys(values).filter((name) => text.includes(name));
  return Object.fromEntries(names.map((name) => [name, visibleValue(values[name])]));
}

/** A JSON or FEEL value as an expression sees it. @throws FeelError when it is nested too deeply. */
export function visibleValue(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST_VALUE) throw new FeelError(`变量嵌套超过 ${DEEPEST_VALUE} 层`);
  if (value === null || typeof value !== 'object' || isTemporalValue(value) || value instanceof FeelRange) return value;
  if (Array.isArray(value)) return value.map((item) => visibleValue(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(value)) {
    if (isVisibleName(name)) copy[name] = visibleValue(entry ?? null, depth + 1);
  }
  return copy;
}

/** A name that can be written in an expression without quotes, in one word. */
export function isVisibleName(name: string): boolean {
  return PLAIN_NAME.test(name) && !PROTOTYPE_KEYS.has(name);
}

/** A FEEL result as plain JSON: dates, times and durations as ISO 8601 text. */
export function toJson(value: unknown, depth = 0): Json {
  if (depth > DEEPEST_VALUE) throw new FeelError(`表达式的结果嵌套超过 ${DEEPEST_VALUE} 层`);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (isTemporalValue(value)) return value.toString();
  if (Array.isArray(value)) return value.map((item) => toJson(item, depth + 1));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).filter(([name]) => !PROTOTYPE_KEYS.has(name));
    return Object.fromEntries(entries.map(([name, item]) => [name, toJson(item, depth + 1)]));
  }
  throw new FeelError('表达式的结果不是可保存的值（函数或区间不能作为变量）');
}

export function isTemporalValue(value: unknown): value is FeelDate | FeelDateTime | FeelTime | FeelDuration {
  return (
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelTime ||
    value instanceof FeelDuration
  );
}

/**
 * A FEEL or JSON value read as a calendar day in Shanghai.
 * @throws FeelError when it is neither a date nor the text of one.
 */
export function toDay(value: unknown, name: string): Day {
  const text = isTemporalValue(value) ? value.toString() : value;
  if (typeof text === 'string') {
    if (isDay(text)) return text;
    const moment = parseDateTime(text);
    if (moment) {
      return moment.zone === null ? moment.toString().slice(0, 10) : dayAt(instantOf(moment));
    }
  }
  throw new FeelError(`${name} 需要日期，现为 ${describe(value)}`);
}

/** The instant of a date and time that carries a zone. */
export function instantOf(moment: FeelDateTime): string {
  return new Date(moment.value.toZonedDateTime(moment.zone ?? '+08:00').epochMilliseconds).toISOString();
}

export function feelDate(day: Day): FeelDate {
  const date = parseDate(day);
  if (!date) throw new FeelError(`${day} 不是有效日期`);
  return date;
}

export function feelDateTime(text: string): FeelDateTime {
  const moment = parseDateTime(text);
  if (!moment) throw new FeelError(`${text} 不是有效时间`);
  return moment;
}

/** A value in a message: never more than a few words, because values may be personal data. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return '空值';
  if (typeof value === 'string') return '一段文字';
  if (typeof value === 'number') return '一个数字';
  if (typeof value === 'boolean') return value ? '“真”' : '“假”';
  return Array.isArray(value) ? '一个列表' : '一个对象';
}
