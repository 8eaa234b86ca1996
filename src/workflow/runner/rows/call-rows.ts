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
  const rows = await transaction.all<{ call_key: Key; child_key: Key | null; status: string | null }>(
    `SELECT c.call_key, c.child_key, i.status FROM call_wait c LEFT JOIN process_instance i ON i.instance_key = c.child_key
     WHERE c.instance_key = ?`,
    [instanceKey],
  );
  const open = new Map(rows.map((row) => [row.call_key, isOpen(row.status) ? row.child_key : null]));
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

/** An ended one has given its answer. */
const isOpen = (status: string | null): boolean => status === 'active' || status === 'suspended';
