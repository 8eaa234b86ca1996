import type { SqlTransaction } from '../../src/platform/database/database.js';
import type { Incidents } from '../../src/workflow/incidents/incidents.js';
import type { JobLeases } from '../../src/workflow/jobs/job-leases.js';

/** Takes the one due job of a type and lets it fail for good: an incident with this sentence. */
export async function failJob(
  transaction: SqlTransaction,
  { leases, incidents }: { leases: JobLeases; incidents: Incidents },
  type: string,
  message: string,
): Promise<void> {
  const request = { types: [type], limit: 1, millis: 60_000, worker: 'test', userId: null };
  const [job] = await leases.take(transaction, request);
  if (!job) throw new Error(`no job ${type} is due`);
  await leases.fail(transaction, job, { triesLeft: 0, message, runAt: job.deadline });
  await incidents.ofJob(transaction, job, message);
}
