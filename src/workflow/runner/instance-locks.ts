import type { Key } from '../../engine/ports.js';
import type { SqlTransaction } from '../../platform/database/database.js';

/** Tables whose rows belong to an instance, with their key. */
const keys = {
  user_task: 'task_key',
  job: 'job_key',
  incident: 'incident_key',
  ad_hoc_wait: 'element_instance_key',
  element_instance: 'element_instance_key',
} as const;

/**
 * Locks the instance to which a row belongs, and its case, before the row is looked at: whoever changes the row holds them.
 * A row that is not there locks nothing; the look at it will find that out.
 */
export async function lockInstanceOf(transaction: SqlTransaction, table: keyof typeof keys, key: Key): Promise<void> {
  if (transaction.dialect === 'sqlite') return;
  const row = await transaction.get<{ instanceKey: Key; caseId: string | null }>(
    `SELECT i.instance_key AS "instanceKey", i.case_id AS "caseId" FROM ${table} r
     JOIN process_instance i ON i.instance_key = r.instance_key WHERE r.${keys[table]} = ?`,
    [key],
  );
  if (!row) return;
  await transaction.lock({ kind: 'instance', key: row.instanceKey });
  if (row.caseId !== null) await transaction.lock({ kind: 'case', key: row.caseId });
}
