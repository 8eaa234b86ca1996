import type { JobWait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

export async function reconcileJobs(
  transaction: SqlTransaction,
  instanceKey: string,
  open: Set<string>,
  waits: readonly JobWait[],
  now: string,
): Promise<void> {
  for (const wait of waits) if (!open.delete(wait.key)) await openJob(transaction, instanceKey, wait, now);
  for (const key of open) {
    await transaction.run(`UPDATE job SET state = 'CANCELED', lease_until = NULL, ended_at = ? WHERE job_key = ?`, [
      now,
      key,
    ]);
    await transaction.run(
      `UPDATE incident SET state = 'RESOLVED', resolved_at = ? WHERE job_key = ? AND state = 'ACTIVE'`,
      [now, key],
    );
  }
}

/**
 * A job that ended in an error which nothing caught opens again under its key when the incident is resolved. Its count of
 * leases goes on, so that whoever held it before stays fenced off.
 */
async function openJob(transaction: SqlTransaction, instanceKey: string, wait: JobWait, now: string): Promise<void> {
  await transaction.run(
    `INSERT INTO job (job_key, instance_key, element_id, type, state, retries, headers, only_inputs, run_at, created_at)
     VALUES (?, ?, ?, ?, 'CREATED', ?, ?, ?, ?, ?)
     ON CONFLICT (job_key) DO UPDATE SET type = excluded.type, state = 'CREATED', retries = excluded.retries, headers = excluded.headers,
       only_inputs = excluded.only_inputs, run_at = excluded.run_at, error = NULL, error_code = NULL, lease_until = NULL, ended_at = NULL,
       updated_at = excluded.created_at`,
    [
      wait.key,
      instanceKey,
      wait.elementId,
      wait.type,
      wait.retries,
      JSON.stringify(wait.headers),
      wait.onlyInputs ? 1 : 0,
      now,
      now,
    ],
  );
}
