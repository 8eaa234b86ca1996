import type { TimerWait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

/** A cycle has a new key at every firing, so that one row stands for one firing. */
export async function reconcileTimers(
  transaction: SqlTransaction,
  instanceKey: string,
  open: Map<string, string>,
  waits: readonly TimerWait[],
): Promise<void> {
  for (const { key, elementId, dueAt, usesClock } of waits) {
    const before = open.get(key);
    open.delete(key);
    if (before === undefined) {
      await transaction.run(
        `INSERT INTO timer (timer_key, instance_key, element_id, due_at, uses_clock) VALUES (?, ?, ?, ?, ?)`,
        [key, instanceKey, elementId, dueAt, usesClock ? 1 : 0],
      );
    } else if (before !== dueAt) {
      await transaction.run(`UPDATE timer SET due_at = ? WHERE timer_key = ?`, [dueAt, key]);
    }
  }
  for (const key of open.keys()) await transaction.run(`DELETE FROM timer WHERE timer_key = ?`, [key]);
}
