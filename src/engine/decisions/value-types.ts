/**
 * Values and their declared types. Process variables are JSON, so dates, times and durations arrive as text and become
 * FEEL values here, where their type is declared. DMN makes null of a value of the wrong type (10.3.2.9.4), after which
 * rules would silently not match; here it is an error that names the place.
 */
import { FeelDate, FeelDateTime, FeelDuration, FeelTime, duration, parseDate, parseDateTime, parseTime } from 'feelin';
import { FeelError } from '../feel/feel.js';
import type { FeelHost } from '../feel/feel.js';
import { describe } from '../feel/values.js';
import type { Json } from '../ports.js';
import { meetsTests } from './meets-tests.js';
import type { BaseType, ValueType } from './model.js';

const NAMES: Readonly<Record<BaseType, string>> = {
  string: '文字',
  number: '数字',
  boolean: '是或否',
  date: '日期（如 2026-06-01）',
  time: '时刻（如 09:00:00）',
  'date and time': '日期时间（如 2026-06-01T09:00:00+08:00）',
  'days and time duration': '天时长（如 P3D）',
  'years and months duration': '年月时长（如 P2M）',
};

/** Gives undefined for a value that is not of the type. */
const CONVERSIONS: Readonly<Record<BaseType, (value: unknown) => unknown>> = {
  string: (value) => (typeof value === 'string' ? value : undefined),
  number: (value) => (typeof value === 'number' ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  date: (value) => (value instanceof FeelDate ? value : fromText(value, parseDate)),
  time: (value) => (value instanceof FeelTime ? value : fromText(value, parseTime)),
  'date and time': (value) => (value instanceof FeelDateTime ? value : fromText(value, parseDateTime)),
  'days and time duration': (value) => ofKind(value instanceof FeelDuration ? value : fromText(value, duration), false),
  'years and months duration': (value) =>
    ofKind(value instanceof FeelDuration ? value : fromText(value, duration), true),
};

function fromText<T>(value: unknown, parse: (text: string) => T | null): T | undefined {
  return typeof value === 'string' ? (parse(value) ?? undefined) : undefined;
}

function ofKind(value: FeelDuration | undefined, yearsMonths: boolean): FeelDuration | undefined {
  return value?.yearsMonths === yearsMonths ? value : undefined;
}

/**
 * The value as one of its type; null belongs to every type. A list of one item stands for the item and the other way round
 * (DMN 1.3, 10.3.2.9.4).
 * @param place begins the message, such as `输入“金额”`
 * @throws FeelError when it is none.
 */
export function conform(value: unknown, type: ValueType | null | undefined, place: string, host: FeelHost): unknown {
  if (value === null || value === undefined || !type) return value ?? null;
  const { shape } = type;
  if (shape.kind === 'list') {
    const items = Array.isArray(value) ? value : [value];
    return items.map((item, index) => conform(item, shape.item, `${place}的第 ${index + 1} 项`, host));
  }
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (shape.kind === 'context') return conformContext(single, shape.entries, type, place, host);
  const converted = CONVERSIONS[shape.base](single);
  if (converted === undefined) throw new FeelError(`${place}须为${NAMES[shape.base]}，现为${describe(single)}`);
  if (type.allowed && !meetsTests(type.allowed, converted, { variables: {}, named: {} }, host))
    throw new FeelError(`${place}不在“${type.name}”的允许值之内：${type.allowed.text}`);
  return converted;
}

function conformContext(
  value: unknown,
  entries: Readonly<Record<string, ValueType | null>>,
  type: ValueType,
  place: string,
  host: FeelHost,
): unknown {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    throw new FeelError(`${place}须为“${type.name}”，现为${describe(value)}`);
  const given = value as Record<string, unknown>;
  const typed = Object.entries(entries).map(([name, entry]) => [
    name,
    conform(given[name], entry, `${place}的“${name}”`, host),
  ]);
  return { ...given, ...Object.fromEntries(typed) };
}

/** Whether a constant can be a value of the type; allowed values are not looked at. */
export function constantFits(constant: Json, type: ValueType | null | undefined): boolean {
  if (constant === null || !type) return true;
  if (type.shape.kind === 'list') return constantFits(constant, type.shape.item);
  return type.shape.kind === 'base' && CONVERSIONS[type.shape.base](constant) !== undefined;
}
