import type { CallWait, Key } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

export interface CallChanges {
  /** Calls whose process is to be started now. */
  opened: CallWait[];
  /** Called instances that nobody waits for any more. */
  abandoned: Key[];
}

/** @param open calls with the called instance; one that has ended has given its answer and is null */
export async function reconcileCalls(
  transaction: SqlTransaction,
  instanceKey: Key,
  open: Map<Key, Key | null>,
  waits: readonly CallWait[],
): Promise<CallChanges> {
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
