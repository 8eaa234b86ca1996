import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { ActorsPort } from '../ports/actors-port.js';
import type { JobRow } from '../ports/case-port.js';
import { JobHandlers } from './job-handlers.js';

/** Tries of a job whose element says nothing else (the default of `zeebe:taskDefinition`). */
const usualTries = 3;

/** Waiting time in milliseconds before the next try: 5 s after the first failure of the usual tries, 25 s after the second. */
const backOff = (triesLeft: number): number => 5_000 * 5 ** Math.max(0, usualTries - 1 - triesLeft);

const batch = 50;

export interface DueJob extends Omit<JobRow, 'headers' | 'variables' | 'actor'> {
  /** JSON. */
  headers: string;
  variables: string;
  /** Tries left, the coming one included. */
  retries: number;
  /** Who caused the step that opened the job; null for a timer. */
  openedBy: string | null;
}

/** Rows of jobs for the types that the server carries out itself. */
@Injectable()
export class JobQueue {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly actors: ActorsPort,
    private readonly clock: Clock,
  ) {}

  /** The next jobs in the order they fall due. */
  due(): Promise<DueJob[]> {
    const types = this.handlers.types;
    return this.database.all<DueJob>(
      `SELECT j.job_key AS "jobKey", j.instance_key AS "instanceKey", j.element_id AS "elementId", j.type AS "type", j.headers AS "headers",
         j.variables AS "variables", j.retries AS "retries", i.case_id AS "caseId", i.process_id AS "processId",
         (SELECT h.actor_id FROM history_event h WHERE h.instance_key = j.instance_key AND h.element_instance_key = j.job_key
           AND h.type = 'ELEMENT_ACTIVATED' LIMIT 1) AS "openedBy"
       FROM job j JOIN process_instance i ON i.instance_key = j.instance_key
       WHERE j.state = 'CREATED' AND j.run_at <= ? AND i.status = 'active' AND j.type IN (${types.map(() => '?').join(', ') || "''"})
       ORDER BY j.run_at, j.job_key LIMIT ${batch}`,
      [this.clock.instant(), ...types],
    );
  }

  /** The job as its handler takes it. */
  async opened({ openedBy, retries: _retries, ...job }: DueJob): Promise<JobRow> {
    return {
      ...job,
      headers: JSON.parse(job.headers) as Record<string, string>,
      variables: JSON.parse(job.variables) as Variables,
      actor: openedBy ? await this.actors.byId(openedBy) : null,
    };
  }

  /** Marks the job done; false when somebody else settled or cancelled it meanwhile. */
  async take(transaction: SqlTransaction, jobKey: string): Promise<boolean> {
    const sql = `UPDATE job SET state = 'COMPLETED', ended_at = ? WHERE job_key = ? AND state = 'CREATED'`;
    return (await transaction.run(sql, [this.clock.instant(), jobKey])) === 1;
  }

  /** Leaves the job for a later try. */
  async postpone(transaction: SqlTransaction, jobKey: string, triesLeft: number, error: string): Promise<void> {
    const runAt = new Date(this.clock.now().getTime() + backOff(triesLeft)).toISOString();
    await transaction.run(`UPDATE job SET retries = ?, run_at = ?, error = ? WHERE job_key = ? AND state = 'CREATED'`, [
      triesLeft,
      runAt,
      error,
      jobKey,
    ]);
  }
}
