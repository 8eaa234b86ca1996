import type { SortColumn } from './page.js';
import { isObject, refuse, unknownField } from './refusal.js';

export type Sort = Pick<SortColumn, 'sql' | 'read' | 'bind'>;
export type Sorts = Readonly<Record<string, Sort>>;

/** Empty values come first in ascending order. */
export const byText = (sql: string): Sort => ({ sql: `COALESCE(${sql}, '')`, read: `COALESCE(${sql}, '')`, bind: '?' });
export const byNumber = (sql: string): Sort => ({ sql, read: sql, bind: '?' });
/** Keys are int64 as text: compared as numbers, read as text. */
export const byKey = (sql: string): Sort => ({
  sql: `CAST(COALESCE(${sql}, '0') AS BIGINT)`,
  read: `COALESCE(${sql}, '0')`,
  bind: 'CAST(? AS BIGINT)',
});

/** The row's own key is never empty: written as its index has it (migration `inbox`). */
export const byOwnKey = (sql: string): Sort => ({
  sql: `CAST(${sql} AS BIGINT)`,
  read: sql,
  bind: 'CAST(? AS BIGINT)',
});

const mostColumns = 8;

/** Reads `sort` and adds the row's key, so that the order is total. @throws Failure request-invalid. */
export function readSort(sorts: Sorts, keySql: string, value: unknown): SortColumn[] {
  const columns = value === undefined || value === null ? [] : readColumns(sorts, value);
  return [...columns, { ...byOwnKey(keySql), field: 'key', descending: columns.at(-1)?.descending ?? false }];
}

function readColumns(sorts: Sorts, value: unknown): SortColumn[] {
  if (!Array.isArray(value) || value.length > mostColumns)
    throw refuse('sort', 'is-array', `应为不超过 ${mostColumns} 项的列表`);
  return value.map((item, index) => readColumn(sorts, item, `sort[${index}]`));
}

function readColumn(sorts: Sorts, item: unknown, path: string): SortColumn {
  if (!isObject(item)) throw refuse(path, 'is-object', '应含 field 和 order');
  const other = Object.keys(item).find((name) => name !== 'field' && name !== 'order');
  if (other) throw unknownField(`${path}.${other}`);
  const { field, order = 'ASC' } = item;
  if (typeof field !== 'string' || !Object.hasOwn(sorts, field)) {
    throw refuse(`${path}.field`, 'is-in', `应为 ${Object.keys(sorts).join('、')} 之一`);
  }
  if (order !== 'ASC' && order !== 'DESC') throw refuse(`${path}.order`, 'is-in', '应为 ASC 或 DESC');
  return { ...sorts[field]!, field, descending: order === 'DESC' };
}
