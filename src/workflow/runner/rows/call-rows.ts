import type { CallWait, Key } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

export interface CallChanges {
  /** Calls whose process is to be started now. */
  opened: CallWait[];
  /** Called instances that nobody waits for any more. */
  abandoned: Key[];
}

export async function reconcileCalls(
  transaction: SqlTransaction,
  instanceKey: Key,
  waits: readonly CallWait[],
): Promise<CallChanges> {
  const rows = await transaction.all<{ call_key: Key; child_key: Key | null }>(
    `SELECT call_key, child_key FROM call_wait WHERE instance_key = ?`,
    [instanceKey],
  );
  const open = new Map(rows.map((row) => [row.call_key, row.child_key]));
  const opened: CallWait[] = [];
  for (const wait of waits) {
    if (open.delete(wait.key)) continue;
    opened.push(wait);
    await transaction.run(
      `INSERT INTO call_wait (call_key, instance_key, element_id, child_key) VALUES (?, ?, ?, NULL)`,
      [wait.key, instanceKey, wait.elementId],
    );
  }
  for (const key of open.keys()) await transaction.run(`DELETE FROM call_wait WHERE call_key = ?`, [key]);
  return { opened, abandoned: [...open.values()].filter((child) => child !== null) };
}
