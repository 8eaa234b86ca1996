import { Injectable } from '@nestjs/common';
import type { Key } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { Changes } from '../changes.js';
import { HistoryWriter } from '../history/history-writer.js';
import { nextKey } from '../keys.js';
import { lockInstanceOf } from '../runner/instance-locks.js';
import { Runner } from '../runner/runner.js';

/** Retries that a resolved job gets. */
const freshRetries = 3;

/** Incidents: those of jobs are made here, those of the engine are resolved through it. */
@Injectable()
export class JobIncidents {
  constructor(
    private readonly history: HistoryWriter,
    private readonly runner: Runner,
    private readonly clock: Clock,
    private readonly changes: Changes,
  ) {}

  /** A job out of tries, or one that only a person can mend. */
  async open(
    transaction: SqlTransaction,
    job: { jobKey: Key; instanceKey: Key; elementId: string },
    message: string,
  ): Promise<void> {
    await transaction.lock({ kind: 'instance', key: job.instanceKey });
    const now = this.clock.instant();
    const failed = await transaction.run(
      `UPDATE job SET state = 'FAILED', retries = 0, error = ? WHERE job_key = ? AND state = 'CREATED'`,
      [message, job.jobKey],
    );
    if (failed !== 1) return;
    await transaction.run(
      `INSERT INTO incident (incident_key, instance_key, element_id, element_instance_key, error_type, message, state, job_key, created_at)
       VALUES (?, ?, ?, ?, 'JOB_NO_RETRIES', ?, 'ACTIVE', ?, ?)`,
      [await nextKey(transaction), job.instanceKey, job.elementId, job.jobKey, message, job.jobKey, now],
    );
    await this.count(transaction, job.instanceKey);
    await this.history.appendTo(transaction, job.instanceKey, now, null, [
      { type: 'INCIDENT_CREATED', elementId: job.elementId, elementInstanceKey: job.jobKey, payload: { message } },
    ]);
  }

  /** Tries again what failed. @throws Failure not-found when it is not open. */
  async resolve(transaction: SqlTransaction, incidentKey: Key, actor: Actor | null): Promise<void> {
    await lockInstanceOf(transaction, 'incident', incidentKey);
    const incident = await transaction.get<{ instance_key: string; element_id: string; job_key: string | null }>(
      `SELECT instance_key, element_id, job_key FROM incident WHERE incident_key = ? AND state = 'ACTIVE'`,
      [incidentKey],
    );
    if (!incident) throw notFound('该待处理异常');
    if (!incident.job_key) {
      await this.runner.execute(
        transaction,
        incident.instance_key,
        { type: 'resolveIncident', key: incidentKey },
        actor,
      );
      return;
    }
    const now = this.clock.instant();
    await transaction.run(`UPDATE job SET state = 'CREATED', retries = ?, run_at = ?, error = NULL WHERE job_key = ?`, [
      freshRetries,
      now,
      incident.job_key,
    ]);
    await transaction.run(`UPDATE incident SET state = 'RESOLVED', resolved_at = ? WHERE incident_key = ?`, [
      now,
      incidentKey,
    ]);
    await this.count(transaction, incident.instance_key);
    await this.history.appendTo(transaction, incident.instance_key, now, actor?.userId ?? null, [
      { type: 'INCIDENT_RESOLVED', elementId: incident.element_id, elementInstanceKey: incident.job_key },
    ]);
    transaction.afterCommit(() => this.changes.publish({ topic: 'job', instanceKey: incident.instance_key }));
  }

  private count(transaction: SqlTransaction, instanceKey: Key): Promise<number> {
    return transaction.run(
      `UPDATE process_instance SET incidents = (SELECT count(*) FROM incident i WHERE i.instance_key = ? AND i.state = 'ACTIVE') WHERE instance_key = ?`,
      [instanceKey, instanceKey],
    );
  }
}
