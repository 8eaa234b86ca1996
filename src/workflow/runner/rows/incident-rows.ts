import type { OpenIncident } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

/** Incidents of the engine; those of jobs and timers are told apart by the key of these (`incidents/incidents.ts`). */
export async function reconcileIncidents(
  transaction: SqlTransaction,
  instanceKey: string,
  open: Set<string>,
  incidents: readonly OpenIncident[],
  now: string,
): Promise<void> {
  for (const incident of incidents) {
    if (open.delete(incident.key)) continue;
    await transaction.run(
      `INSERT INTO incident (incident_key, instance_key, element_id, element_instance_key, error_type, message, state, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?)`,
      [
        incident.key,
        instanceKey,
        incident.elementId,
        incident.elementInstanceKey,
        incident.errorType,
        incident.message,
        now,
      ],
    );
  }
  for (const key of open)
    await transaction.run(`UPDATE incident SET state = 'RESOLVED', resolved_at = ? WHERE incident_key = ?`, [now, key]);
}

/** How many are open, those of jobs and timers included, beside the instance's row. */
export async function countIncidents(transaction: SqlTransaction, instanceKey: string): Promise<void> {
  await transaction.run(
    `UPDATE process_instance SET incidents = (SELECT count(*) FROM incident i WHERE i.instance_key = ? AND i.state = 'ACTIVE') WHERE instance_key = ?`,
    [instanceKey, instanceKey],
  );
}
