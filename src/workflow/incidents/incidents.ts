import { Injectable } from '@nestjs/common';
import type { Key } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { Changes } from '../changes.js';
import { HistoryWriter } from '../history/history-writer.js';
import { nextKey } from '../keys.js';
import { countIncidents } from '../runner/rows/incident-rows.js';
import { lockInstanceOf } from '../runner/instance-locks.js';
import { Runner } from '../runner/runner.js';

/** Tries of a job whose incident is resolved, unless somebody has given it others. */
const freshTries = 3;

/** Where something failed. */
interface Place {
  instanceKey: Key;
  elementId: string;
}

interface IncidentRow {
  incidentKey: Key;
  instanceKey: Key;
  elementId: string;
  elementInstanceKey: Key;
  jobKey: Key | null;
  timerKey: Key | null;
}

const columns = `incident_key AS "incidentKey", instance_key AS "instanceKey", element_id AS "elementId",
  element_instance_key AS "elementInstanceKey", job_key AS "jobKey", timer_key AS "timerKey"`;

/** Incidents: those of jobs and timers are made here, those of the engine are rows of its state and resolved through it. */
@Injectable()
export class Incidents {
  constructor(
    private readonly history: HistoryWriter,
    private readonly runner: Runner,
    private readonly clock: Clock,
    private readonly changes: Changes,
  ) {}

  /** A job out of tries, or one that only a person can mend; the caller has ended its lease. */
  async ofJob(transaction: SqlTransaction, job: Place & { jobKey: Key }, message: string): Promise<void> {
    const at = { elementInstanceKey: job.jobKey, jobKey: job.jobKey, timerKey: null };
    await this.open(transaction, { ...job, ...at }, 'JOB_NO_RETRIES', message);
  }

  /** A timer that cannot be fired; the caller has taken it out of the schedule. */
  async ofTimer(
    transaction: SqlTransaction,
    timer: Place & { timerKey: Key; elementInstanceKey: Key },
    message: string,
  ): Promise<void> {
    await this.open(transaction, { ...timer, jobKey: null }, 'TIMER_NOT_FIRED', message);
  }

  /** Tries again what failed. @throws Failure not-found when it is not open. */
  async resolve(transaction: SqlTransaction, incidentKey: Key, actor: Actor | null): Promise<void> {
    await lockInstanceOf(transaction, 'incident', incidentKey);
    const incident = await transaction.get<IncidentRow>(
      `SELECT ${columns} FROM incident WHERE incident_key = ? AND state = 'ACTIVE'`,
      [incidentKey],
    );
    if (!incident) throw notFound('该待处理异常');
    if (incident.jobKey !== null) return this.resolveOwn(transaction, incident, actor, openJobAgain);
    if (incident.timerKey !== null) return this.resolveOwn(transaction, incident, actor, armAgain);
    const command = { type: 'resolveIncident', key: incidentKey } as const;
    await this.runner.execute(transaction, incident.instanceKey, command, actor);
  }

  /**
   * Tries again everything that failed in an instance, oldest first.
   * @returns how many incidents there were; what fails again is a new one
   */
  async resolveAll(transaction: SqlTransaction, instanceKey: Key, actor: Actor | null): Promise<number> {
    await transaction.lock({ kind: 'instance', key: instanceKey });
    const open = await transaction.all<{ key: Key }>(
      `SELECT incident_key AS key FROM incident WHERE instance_key = ? AND state = 'ACTIVE' ORDER BY created_at, length(incident_key), incident_key`,
      [instanceKey],
    );
    let resolved = 0;
    for (const { key } of open) {
      // Resolving one may have ended what another one stood in the way of.
      const row = await transaction.get(`SELECT 1 FROM incident WHERE incident_key = ? AND state = 'ACTIVE'`, [key]);
      if (!row) continue;
      await this.resolve(transaction, key, actor);
      resolved += 1;
    }
    return resolved;
  }

  private async open(
    transaction: SqlTransaction,
    at: Omit<IncidentRow, 'incidentKey'>,
    errorType: string,
    message: string,
  ): Promise<void> {
    const now = this.clock.instant();
    const { instanceKey, elementId, elementInstanceKey, jobKey, timerKey } = at;
    await transaction.run(
      `INSERT INTO incident (incident_key, instance_key, element_id, element_instance_key, error_type, message, state, job_key, timer_key, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?)`,
      [
        await nextKey(transaction),
        instanceKey,
        elementId,
        elementInstanceKey,
        errorType,
        message,
        jobKey,
        timerKey,
        now,
      ],
    );
    await countIncidents(transaction, instanceKey);
    await this.history.appendTo(transaction, instanceKey, now, null, [
      { type: 'INCIDENT_CREATED', elementId, elementInstanceKey, payload: { errorType, message } },
    ]);
    transaction.afterCommit(() => this.changes.publish({ topic: 'instance', key: instanceKey, instanceKey }));
  }

  /** An incident that the engine knows nothing of. */
  private async resolveOwn(
    transaction: SqlTransaction,
    { incidentKey, instanceKey, elementId, elementInstanceKey, jobKey, timerKey }: IncidentRow,
    actor: Actor | null,
    tryAgain: (transaction: SqlTransaction, key: Key, now: string) => Promise<number>,
  ): Promise<void> {
    const now = this.clock.instant();
    await tryAgain(transaction, (jobKey ?? timerKey)!, now);
    await transaction.run(`UPDATE incident SET state = 'RESOLVED', resolved_at = ? WHERE incident_key = ?`, [
      now,
      incidentKey,
    ]);
    await countIncidents(transaction, instanceKey);
    await this.history.appendTo(transaction, instanceKey, now, actor?.userId ?? null, [
      { type: 'INCIDENT_RESOLVED', elementId, elementInstanceKey },
    ]);
    transaction.afterCommit(() => this.changes.publish({ topic: 'job', instanceKey }));
  }
}

/** With the variables as they are when it is given out, and with fresh tries where somebody has not given it others. */
const openJobAgain = (transaction: SqlTransaction, jobKey: Key, now: string): Promise<number> =>
  transaction.run(
    `UPDATE job SET state = 'CREATED', retries = CASE WHEN retries > 0 THEN retries ELSE ? END, run_at = ?, error = NULL, updated_at = ?
     WHERE job_key = ? AND state = 'FAILED'`,
    [freshTries, now, now, jobKey],
  );

/** It is due since before: the next turn fires it. */
const armAgain = (transaction: SqlTransaction, timerKey: Key): Promise<number> =>
  transaction.run(`UPDATE timer SET fire_at = due_at, tries = 0 WHERE timer_key = ? AND fire_at IS NULL`, [timerKey]);
