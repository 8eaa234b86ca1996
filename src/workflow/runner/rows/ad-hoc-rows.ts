import type { AdHocWait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

/** Ad-hoc subprocesses whose performers may begin activities, and which ones now. */
export async function reconcileAdHoc(
  transaction: SqlTransaction,
  instanceKey: string,
  open: Map<string, string>,
  waits: readonly AdHocWait[],
): Promise<void> {
  for (const { key, elementId, elementIds } of waits) {
    const startable = JSON.stringify(elementIds);
    const before = open.get(key);
    open.delete(key);
    if (before === startable) continue;
    await transaction.run(
      `INSERT INTO ad_hoc_wait (element_instance_key, instance_key, element_id, startable) VALUES (?, ?, ?, ?)
       ON CONFLICT (element_instance_key) DO UPDATE SET startable = excluded.startable`,
      [key, instanceKey, elementId, startable],
    );
  }
  for (const key of open.keys()) await transaction.run(`DELETE FROM ad_hoc_wait WHERE element_instance_key = ?`, [key]);
}
