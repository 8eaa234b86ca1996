import type { SqlTransaction, SqlValue } from './database.js';

/** Parameters of one statement at most; SQLite takes 32,766 and PostgreSQL 65,535, and a text is prepared for each count of rows. */
const mostParameters = 400;

/**
 * Inserts rows with as few statements as there may be.
 * @param rows values in the order of the columns
 * @param suffix what follows the values, `ON CONFLICT DO NOTHING`
 */
export async function insertRows(
  transaction: SqlTransaction,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
  suffix = '',
): Promise<void> {
  const size = Math.max(1, Math.floor(mostParameters / columns.length));
  for (let from = 0; from < rows.length; from += size) {
    const chunk = rows.slice(from, from + size);
    await transaction.run(textOf(table, columns, chunk.length, suffix), chunk.flat());
  }
}

/** By the list of columns, which stands for its table; callers keep it as a constant. */
const texts = new WeakMap<readonly string[], Map<string, string>>();

/** The same string each time, so that the prepared statement is found without reading it. */
function textOf(table: string, columns: readonly string[], rows: number, suffix: string): string {
  const known = texts.get(columns) ?? new Map<string, string>();
  texts.set(columns, known);
  const name = `${table}/${rows}/${suffix}`;
  let text = known.get(name);
  if (!text) {
    const place = `(${columns.map(() => '?').join(', ')})`;
    text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => place).join(', ')} ${suffix}`;
    known.set(name, text);
  }
  return text;
}
