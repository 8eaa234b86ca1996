import { Injectable } from '@nestjs/common';
import { CommandRefused, type Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Log } from '../../platform/logging/log.js';
import { ActorsPort } from '../ports/actors-port.js';
import { JobFailure, type JobHandler, type JobRow } from '../ports/case-port.js';
import { Runner } from '../runner/runner.js';
import { JobHandlers } from './job-handlers.js';
import { JobIncidents } from './job-incidents.js';

/** Tries of a job whose element says nothing else (the default of `zeebe:taskDefinition`). */
const usualTries = 3;

/** Waiting time in milliseconds before the next try: 5 s after the first failure of the usual tries, 25 s after the second. */
const backOff = (triesLeft: number): number => 5_000 * 5 ** Math.max(0, usualTries - 1 - triesLeft);

const batch = 50;

/** Batches in one turn of the scheduler. */
const roundsInTurn = 20;

interface StoredJob {
  jobKey: string;
  instanceKey: string;
  elementId: string;
  type: string;
  headers: string;
  variables: string;
  retries: number;
  caseId: string | null;
  processId: string;
  /** Who caused the step that opened the job; null for a timer. */
  openedBy: string | null;
}

/**
 * Carries out the built-in job types. A job is prepared outside the transaction and settled inside one, together with what
 * it writes: when the process dies in between, nothing was written and the job is prepared again.
 */
@Injectable()
export class JobWorker {
  private running: Promise<number> | null = null;

  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly runner: Runner,
    private readonly incidents: JobIncidents,
    private readonly actors: ActorsPort,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Runs due jobs, those included that they open; gives how many were settled. A second caller waits for the first and looks again. */
  async runDue(): Promise<number> {
    while (this.running) await this.running;
    this.running = this.drain().finally(() => (this.running = null));
    return this.running;
  }

  private async drain(): Promise<number> {
    let settled = 0;
    // A drawing may loop through jobs without ever waiting: timers get their turn in between.
    for (let round = 0; round < roundsInTurn; round += 1) {
      const jobs = await this.due();
      if (jobs.length === 0) break;
      for (const job of jobs) {
        await this.attempt(job);
        settled += 1;
      }
    }
    return settled;
  }

  private due(): Promise<StoredJob[]> {
    const types = this.handlers.types;
    return this.database.all<StoredJob>(
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

  private async attempt(stored: StoredJob): Promise<void> {
    const handler = this.handlers.of(stored.type)!;
    try {
      const actor = stored.openedBy ? await this.actors.byId(stored.openedBy) : null;
      const job: JobRow = {
        ...stored,
        headers: JSON.parse(stored.headers) as Record<string, string>,
        variables: JSON.parse(stored.variables) as Variables,
        actor,
      };
      await this.settle(handler, job);
    } catch (reason) {
      await this.fail(stored, reason);
    }
  }

  private async settle(handler: JobHandler, job: JobRow): Promise<void> {
    const write = await handler.prepare(job);
    await this.database.write(async (transaction) => {
      if (!(await this.take(transaction, job.jobKey))) return;
      const variables = await write(transaction);
      await this.runner.execute(
        transaction,
        job.instanceKey,
        { type: 'settleJob', key: job.jobKey, result: { kind: 'ok', variables } },
        job.actor,
      );
    });
  }

  /** Marks the job done; false when somebody else settled or cancelled it meanwhile. */
  private async take(transaction: SqlTransaction, jobKey: string): Promise<boolean> {
    const sql = `UPDATE job SET state = 'COMPLETED', ended_at = ? WHERE job_key = ? AND state = 'CREATED'`;
    return (await transaction.run(sql, [this.clock.instant(), jobKey])) === 1;
  }

  private async fail(job: StoredJob, reason: unknown): Promise<void> {
    const final = reason instanceof JobFailure || reason instanceof CommandRefused;
    const sentence =
      reason instanceof JobFailure ? reason.message : '系统处理该步骤时出错，已记录，请稍后重试或联系管理员。';
    if (!final)
      this.log.error('job failed', {
        jobKey: job.jobKey,
        type: job.type,
        reason: reason instanceof Error ? reason.message : 'unknown',
      });
    const retries = final ? 0 : job.retries - 1;
    await this.database.write(async (transaction) => {
      if (retries > 0) {
        const runAt = new Date(this.clock.now().getTime() + backOff(retries)).toISOString();
        await transaction.run(
          `UPDATE job SET retries = ?, run_at = ?, error = ? WHERE job_key = ? AND state = 'CREATED'`,
          [retries, runAt, sentence, job.jobKey],
        );
        return;
      }
      await this.incidents.open(transaction, job, sentence);
    });
  }
}
