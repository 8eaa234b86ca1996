import type { SqlValue } from '../../../platform/database/database.js';

/** A piece of a WHERE clause with its parameters in order. */
export interface Condition {
  sql: string;
  parameters: readonly SqlValue[];
}

export const always: Condition = { sql: '1 = 1', parameters: [] };
const never: Condition = { sql: '1 = 0', parameters: [] };

export const allOf = (conditions: readonly Condition[]): Condition => join(conditions, 'AND', always);
export const anyOf = (conditions: readonly Condition[]): Condition => join(conditions, 'OR', never);

function join(conditions: readonly Condition[], operator: 'AND' | 'OR', empty: Condition): Condition {
  if (conditions.length === 0) return empty;
  return {
    sql: conditions.map((condition) => `(${condition.sql})`).join(` ${operator} `),
    parameters: conditions.flatMap((condition) => condition.parameters),
  };
}
