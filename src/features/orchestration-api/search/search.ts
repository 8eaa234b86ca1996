import { Injectable } from '@nestjs/common';
import { Database, type SqlValue } from '../../../platform/database/database.js';
import { allOf, always, anyOf, type Condition } from './condition.js';
import { readFilter, type Filters } from './filters.js';
import { beyond, orderBy, readPage, writeCursor, type Page, type SortColumn } from './page.js';
import { isObject, refuse, unknownField } from './refusal.js';
import { readSort, type Sorts } from './sorts.js';

/** A kind of row that can be searched: where it comes from, what of it is read, and what may be asked of it. */
export interface Searchable {
  /** Tables after FROM, with the aliases that the other pieces use. */
  from: string;
  /** Select list, with camelCase names in double quotes. */
  columns: string;
  /** Unique key of the row, int64 as text. */
  key: string;
  filters: Filters;
  sorts: Sorts;
  /** A list of alternatives under `filter.$or`. */
  alternatives?: boolean;
}

export interface PageInfo {
  /** Rows in all, visible to the caller, up to 10,000. */
  totalItems: number;
  hasMoreTotalItems: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

export interface Found<Row> {
  items: Row[];
  page: PageInfo;
}

const mostAlternatives = 20;

/** Counted at most, as in that API: `hasMoreTotalItems` then says that there are more. */
const mostCounted = 10_000;

/** SQLite takes 32,766 parameters in a statement; a search that needs as many as this is no search by a person or a program. */
const mostValues = 5_000;

/** Carries out searches of `/v2`: filter, sort and page as that API writes them, over whitelisted columns only. */
@Injectable()
export class Search {
  constructor(private readonly database: Database) {}

  /**
   * @param scope which rows exist for the caller at all
   * @param few true where the scope leads to its rows, so that reading them once is cheaper than meeting them in order
   * @throws Failure request-invalid naming the field that is unknown or wrong.
   */
  async find<Row>(searchable: Searchable, scope: Condition, body: unknown, few = false): Promise<Found<Row>> {
    const request = readBody(body);
    const sort = readSort(searchable.sorts, searchable.key, request['sort']);
    const page = readPage(request['page'], sort);
    const where = allOf([scope, readFilters(searchable, request['filter'])]);
    if (where.parameters.length > mostValues) throw refuse('filter', 'max-values', `不能超过 ${mostValues} 个值`);
    if (few) return this.gathered<Row>(searchable, where, sort, page);
    const total = await this.database.get<{ n: number | string }>(
      `SELECT count(*) AS n FROM (SELECT 1 FROM ${searchable.from} WHERE ${where.sql} LIMIT ${mostCounted + 1}) counted`,
      where.parameters,
    );
    const rows = await this.rows<Row & Sorted>(searchable, where, sort, page);
    return { items: rows.map((row) => withoutSort<Row>(row, sort)), page: pageInfo(Number(total!.n), rows, sort) };
  }

  /** What of a `filter` alone, for commands that choose their rows like a search. @throws Failure request-invalid. */
  conditionOf(searchable: Searchable, filter: unknown): Condition {
    return readFilters(searchable, filter);
  }

  /** One row by its key; undefined when it does not exist for the caller. */
  get<Row>(searchable: Searchable, scope: Condition, key: string): Promise<Row | undefined> {
    return this.database.get<Row>(
      `SELECT ${searchable.columns} FROM ${searchable.from} WHERE ${searchable.key} = ? AND (${scope.sql})`,
      [key, ...scope.parameters],
    );
  }

  /**
   * Reads the keys of all rows once, counts and sorts them, and reads the rest of those on the page alone. In two statements,
   * one that counts and one that sorts whole rows, a scope of ten thousand rows took three times as long.
   */
  private async gathered<Row>(
    searchable: Searchable,
    where: Condition,
    sort: readonly SortColumn[],
    page: Page,
  ): Promise<Found<Row>> {
    const backwards = 'before' in page;
    const gatheredSort = sort.map((column, index) => ({ ...column, sql: `found.order${index}` }));
    const cursor = 'after' in page ? page.after : 'before' in page ? page.before : undefined;
    const part = cursor ? beyond(gatheredSort, cursor.values, backwards) : always;
    const order = orderBy(gatheredSort, backwards);
    const counted = await this.database.all<Partial<Sorted> & { key: string | null; total: number | string }>(
      `WITH found AS MATERIALIZED (SELECT ${searchable.key} AS key, ${sort
        .map((column, index) => `${column.sql} AS order${index}, ${column.read} AS "sort${index}"`)
        .join(', ')} FROM ${searchable.from} WHERE ${where.sql})
       SELECT counted.total AS "total", shown.key AS "key", ${sort.map((_, index) => `shown."sort${index}"`).join(', ')}
       FROM (SELECT count(*) AS total FROM found) counted
       LEFT JOIN (SELECT * FROM found WHERE ${part.sql} ORDER BY ${order} LIMIT ? OFFSET ?) shown ON 1 = 1
       ORDER BY ${order.replaceAll('found.', 'shown.')}`,
      [...where.parameters, ...part.parameters, page.limit, 'from' in page ? page.from : 0],
    );
    const places = counted.filter((row): row is Sorted & { key: string; total: number } => row.key !== null);
    if (backwards) places.reverse();
    const rows = new Map<string, Row>();
    for (let from = 0; from < places.length; from += mostValues) {
      const keys = places.slice(from, from + mostValues).map(({ key }) => key);
      const read = await this.database.all<Row & { gatheredKey: string }>(
        `SELECT ${searchable.columns}, ${searchable.key} AS "gatheredKey" FROM ${searchable.from}
         WHERE ${searchable.key} IN (${keys.map(() => '?').join(', ')})`,
        keys,
      );
      for (const { gatheredKey, ...row } of read) rows.set(gatheredKey, row as Row);
    }
    return {
      // One that went between the two statements leaves its place empty.
      items: places.flatMap(({ key }) => rows.get(key) ?? []),
      page: pageInfo(Number(counted[0]!.total), places, sort),
    };
  }

  private async rows<Row>(
    searchable: Searchable,
    where: Condition,
    sort: readonly SortColumn[],
    page: Page,
  ): Promise<Row[]> {
    const backwards = 'before' in page;
    const conditions = [where];
    if ('after' in page) conditions.push(beyond(sort, page.after.values, false));
    if ('before' in page) conditions.push(beyond(sort, page.before.values, true));
    const { sql, parameters } = allOf(conditions);
    const cursor = sort.map((column, index) => `${column.read} AS "sort${index}"`).join(', ');
    const rows = await this.database.all<Row>(
      `SELECT ${searchable.columns}, ${cursor} FROM ${searchable.from} WHERE ${sql} ORDER BY ${orderBy(sort, backwards)} LIMIT ? OFFSET ?`,
      [...parameters, page.limit, 'from' in page ? page.from : 0],
    );
    return backwards ? rows.reverse() : rows;
  }
}

type Sorted = Record<`sort${number}`, SqlValue>;

function readBody(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {};
  if (!isObject(body)) throw refuse('body', 'is-object', '应为对象');
  const other = Object.keys(body).find((name) => name !== 'filter' && name !== 'sort' && name !== 'page');
  if (other) throw unknownField(other);
  return body;
}

function readFilters(searchable: Searchable, filter: unknown): Condition {
  if (!searchable.alternatives || !isObject(filter) || filter['$or'] === undefined)
    return readFilter(searchable.filters, filter, 'filter');
  const { $or: alternatives, ...common } = filter;
  if (!Array.isArray(alternatives) || alternatives.length > mostAlternatives) {
    throw refuse('filter.$or', 'is-array', `应为不超过 ${mostAlternatives} 项的列表`);
  }
  const either = anyOf(
    alternatives.map((alternative, index) => readFilter(searchable.filters, alternative, `filter.$or[${index}]`)),
  );
  return allOf([readFilter(searchable.filters, common, 'filter'), either]);
}

function withoutSort<Row>(row: Row & Sorted, sort: readonly SortColumn[]): Row {
  const item: Row & Partial<Sorted> = { ...row };
  sort.forEach((_, index) => delete item[`sort${index}`]);
  return item;
}

function pageInfo(totalItems: number, rows: readonly Sorted[], sort: readonly SortColumn[]): PageInfo {
  const cursorOf = (row: Sorted | undefined): string | null =>
    row
      ? writeCursor(
          sort,
          sort.map((_, index) => row[`sort${index}`]!),
        )
      : null;
  const hasMoreTotalItems = totalItems > mostCounted;
  return {
    totalItems: Math.min(totalItems, mostCounted),
    hasMoreTotalItems,
    startCursor: cursorOf(rows[0]),
    endCursor: cursorOf(rows.at(-1)),
  };
}
