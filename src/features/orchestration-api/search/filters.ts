import { allOf, type Condition } from './condition.js';
import { isObject, refuse, unknownField } from './refusal.js';
import type { SchemaObject } from './schema.js';
import { readInstant, readInteger, readKey, readOneOf, readPattern, readText, type ReadValue } from './values.js';

/** One field that may be filtered on: how its value becomes SQL, and how OpenAPI shows it. */
export interface Filter {
  read(value: unknown, path: string): Condition;
  schema: SchemaObject;
}

export type Filters = Readonly<Record<string, Filter>>;

/** Values in one `$in`: more than a page of keys. */
const longestList = 1_000;

type Operator = (sql: string, read: ReadValue, value: unknown, path: string) => Condition;

const compare =
  (operator: string): Operator =>
  (sql, read, value, path) => ({ sql: `${sql} ${operator} ?`, parameters: [read(value, path)] });

const among =
  (negated: boolean): Operator =>
  (sql, read, value, path) => {
    if (!Array.isArray(value) || value.length > longestList)
      throw refuse(path, 'is-array', `应为不超过 ${longestList} 项的列表`);
    if (value.length === 0) return { sql: negated ? '1 = 1' : '1 = 0', parameters: [] };
    const parameters = value.map((item, index) => read(item, `${path}[${index}]`));
    const list = value.map(() => '?').join(', ');
    return { sql: negated ? `${sql} IS NULL OR ${sql} NOT IN (${list})` : `${sql} IN (${list})`, parameters };
  };

/** What is empty differs from every value, so `$neq` and `$notIn` find it too. */
const differs: Operator = (sql, read, value, path) => ({
  sql: `${sql} IS NULL OR ${sql} <> ?`,
  parameters: [read(value, path)],
});

const exists: Operator = (sql, _read, value, path) => {
  if (typeof value !== 'boolean') throw refuse(path, 'is-boolean', '应为 true 或 false');
  return { sql: `${sql} IS ${value ? 'NOT NULL' : 'NULL'}`, parameters: [] };
};

const like: Operator = (sql, _read, value, path) => ({
  sql: `${sql} LIKE ? ESCAPE '\\'`,
  parameters: [readPattern(value, path)],
});

const equality: Record<string, Operator> = { $eq: compare('='), $neq: differs, $exists: exists, $in: among(false) };
const order: Record<string, Operator> = {
  $gt: compare('>'),
  $gte: compare('>='),
  $lt: compare('<'),
  $lte: compare('<='),
};
const textual: Record<string, Operator> = { ...equality, $notIn: among(true), $like: like };
const keyed: Record<string, Operator> = { ...equality, $notIn: among(true) };
const ordered: Record<string, Operator> = { ...equality, ...order };

function field(sql: string, read: ReadValue, operators: Record<string, Operator>, exact: SchemaObject): Filter {
  return {
    read(value, path) {
      if (!isObject(value)) return { sql: `${sql} = ?`, parameters: [read(value, path)] };
      const conditions = Object.entries(value).map(([name, operand]) => {
        const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
        if (!operator) throw unknownField(`${path}.${name}`);
        return operator(sql, read, operand, `${path}.${name}`);
      });
      return allOf(conditions);
    },
    schema: { oneOf: [exact, advancedSchema(exact, Object.keys(operators))] },
  };
}

function advancedSchema(exact: SchemaObject, operators: string[]): SchemaObject {
  const shape = (operator: string): SchemaObject => {
    if (operator === '$exists') return { type: 'boolean' };
    if (operator === '$like') return { type: 'string', description: '* 任意文字,? 一个字' };
    return operator === '$in' || operator === '$notIn' ? { type: 'array', items: exact, maxItems: longestList } : exact;
  };
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(operators.map((name) => [name, shape(name)])),
  };
}

export const text = (sql: string): Filter => field(sql, readText, textual, { type: 'string' });
export const key = (sql: string): Filter => field(sql, readKey, keyed, { type: 'string', pattern: '^-?[0-9]+$' });
export const integer = (sql: string): Filter => field(sql, readInteger, ordered, { type: 'integer' });
export const instant = (sql: string): Filter =>
  field(sql, readInstant, ordered, { type: 'string', format: 'date-time' });

/** A value of a closed list; `sql` gives it in the API's spelling. */
export const choice = (sql: string, values: readonly string[]): Filter =>
  field(sql, readOneOf(values), textual, { type: 'string', enum: [...values] });

/** True or false, decided by a condition without parameters. */
export const flag = (sql: string): Filter => ({
  read(value, path) {
    if (typeof value !== 'boolean') throw refuse(path, 'is-boolean', '应为 true 或 false');
    return { sql: value ? sql : `NOT (${sql})`, parameters: [] };
  },
  schema: { type: 'boolean' },
});

/** Holds when some row of a subquery fits: `(inner) => 'EXISTS (SELECT 1 FROM … WHERE … AND ' + inner + ')'`. */
export const within = (wrap: (inner: string) => string, inner: Filter): Filter => ({
  read(value, path) {
    const condition = inner.read(value, path);
    return { sql: wrap(`(${condition.sql})`), parameters: condition.parameters };
  },
  schema: inner.schema,
});

/** A list of `{name, value}`: the instance has all these variables. Values are JSON text, as the API shows them. */
export function variables(instanceKeySql: string): Filter {
  const value = text('fv.value');
  return {
    read(list, path) {
      if (!Array.isArray(list) || list.length > 20) throw refuse(path, 'is-array', '应为不超过 20 项的列表');
      return allOf(list.map((item, index) => readVariable(item, `${path}[${index}]`, value, instanceKeySql)));
    },
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'value'],
        properties: { name: { type: 'string' }, value: value.schema },
      },
    },
  };
}

function readVariable(item: unknown, path: string, value: Filter, instanceKeySql: string): Condition {
  if (!isObject(item)) throw refuse(path, 'is-object', '应含 name 和 value');
  const other = Object.keys(item).find((name) => name !== 'name' && name !== 'value');
  if (other) throw unknownField(`${path}.${other}`);
  const name = readText(item['name'], `${path}.name`);
  const inner = value.read(item['value'], `${path}.value`);
  return {
    sql: `EXISTS (SELECT 1 FROM variable fv WHERE fv.instance_key = ${instanceKeySql} AND fv.scope_key = ${instanceKeySql} AND fv.name = ? AND (${inner.sql}))`,
    parameters: [name, ...inner.parameters],
  };
}

/** Reads a whole `filter` object; every field must be known. */
export function readFilter(filters: Filters, value: unknown, path: string): Condition {
  if (value === undefined || value === null) return allOf([]);
  if (!isObject(value)) throw refuse(path, 'is-object', '应为对象');
  const conditions = Object.entries(value)
    .filter(([, operand]) => operand !== undefined)
    .map(([name, operand]) => {
      const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
      if (!filter) throw unknownField(`${path}.${name}`);
      return filter.read(operand, `${path}.${name}`);
    });
  return allOf(conditions);
}
