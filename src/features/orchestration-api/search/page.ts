import type { SqlValue } from '../../../platform/database/database.js';
import type { Condition } from './condition.js';
import { isObject, refuse, unknownField } from './refusal.js';

/** Which rows of a sorted result are asked for. A cursor stands for a row: the page begins behind it or ends before it. */
export type Page = { limit: number } & ({ from: number } | { after: Cursor } | { before: Cursor });

/** Values by which a row is sorted, its key last. */
export interface Cursor {
  sort: string;
  values: SqlValue[];
}

/** One column of ORDER BY; never null, so that rows behind a cursor can be compared. */
export interface SortColumn {
  /** Name in the API. */
  field: string;
  /** What is compared. */
  sql: string;
  /** What is read into a cursor; differs where a key is compared as a number that JavaScript cannot hold. */
  read: string;
  /** Placeholder that turns a cursor's value back into what is compared. */
  bind: string;
  descending: boolean;
}

export const pageSize = 100;
const largestPage = 10_000;

/** @throws Failure request-invalid. */
export function readPage(value: unknown, sort: readonly SortColumn[]): Page {
  if (value === undefined || value === null) return { from: 0, limit: pageSize };
  if (!isObject(value)) throw refuse('page', 'is-object', '应为对象');
  const other = Object.keys(value).find((name) => !['limit', 'from', 'after', 'before'].includes(name));
  if (other) throw unknownField(`page.${other}`);
  const given = (['from', 'after', 'before'] as const).filter(
    (name) => value[name] !== undefined && value[name] !== null,
  );
  if (given.length > 1) throw refuse(`page.${given[1]}`, 'is-single', 'from、after、before 只能用一个');
  const limit = readCount(value['limit'] ?? pageSize, 1, largestPage, 'page.limit');
  if (given[0] === 'after') return { after: readCursor(value['after'], sort, 'page.after'), limit };
  if (given[0] === 'before') return { before: readCursor(value['before'], sort, 'page.before'), limit };
  return { from: readCount(value['from'] ?? 0, 0, Number.MAX_SAFE_INTEGER, 'page.from'), limit };
}

function readCount(value: unknown, min: number, max: number, path: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < min || (value as number) > max) {
    throw refuse(path, 'is-int', `应为 ${min}–${max} 的整数`);
  }
  return value as number;
}

/** Names the order a cursor belongs to: used with another one it would skip rows. */
const signature = (sort: readonly SortColumn[]): string =>
  sort.map((column) => `${column.field} ${column.descending ? 'DESC' : 'ASC'}`).join(',');

export function writeCursor(sort: readonly SortColumn[], values: readonly SqlValue[]): string {
  return Buffer.from(JSON.stringify([signature(sort), ...values]), 'utf8').toString('base64');
}

function readCursor(value: unknown, sort: readonly SortColumn[], path: string): Cursor {
  const parsed = typeof value === 'string' && value.length <= 10_000 ? parse(value) : undefined;
  const values = Array.isArray(parsed) ? parsed.slice(1) : [];
  if (
    !Array.isArray(parsed) ||
    parsed[0] !== signature(sort) ||
    values.length !== sort.length ||
    !values.every(isCursorValue)
  ) {
    throw refuse(path, 'is-cursor', '游标无效，或与排序方式不符');
  }
  return { sort: signature(sort), values };
}

const isCursorValue = (value: unknown): value is SqlValue =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Rows behind the cursor: (a > ?) or a = ? and ((b > ?) or …), with each column's own direction. */
export function beyond(sort: readonly SortColumn[], values: readonly SqlValue[], backwards: boolean): Condition {
  const [column, ...rest] = sort;
  const operator = column!.descending === backwards ? '>' : '<';
  const further = `${column!.sql} ${operator} ${column!.bind}`;
  if (rest.length === 0) return { sql: further, parameters: [values[0]!] };
  const inner = beyond(rest, values.slice(1), backwards);
  return {
    sql: `${further} OR (${column!.sql} = ${column!.bind} AND (${inner.sql}))`,
    parameters: [values[0]!, values[0]!, ...inner.parameters],
  };
}

export const orderBy = (sort: readonly SortColumn[], backwards: boolean): string =>
  sort.map((column) => `${column.sql} ${column.descending === backwards ? 'ASC' : 'DESC'}`).join(', ');
