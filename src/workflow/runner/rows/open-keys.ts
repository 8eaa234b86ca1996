import type { Wait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

/** Keys of an instance's open rows, by a query that names the column `key`. */
export async function openKeys(transaction: SqlTransaction, sql: string, instanceKey: string): Promise<Set<string>> {
  const rows = await transaction.all<{ key: string }>(sql, [instanceKey]);
  return new Set(rows.map((row) => row.key));
}

export function ofKind<K extends Wait['kind']>(waits: readonly Wait[], kind: K): Extract<Wait, { kind: K }>[] {
  return waits.filter((wait): wait is Extract<Wait, { kind: K }> => wait.kind === kind);
}
