import { Injectable } from '@nestjs/common';
import { CommandRefused } from '../../engine/ports.js';
import { Database } from '../../platform/database/database.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { JobFailure, type JobHandler, type JobRow } from '../ports/case-port.js';
import { Draining } from '../../platform/shutdown/draining.js';
import { Runner } from '../runner/runner.js';
import { JobHandlers } from './job-handlers.js';
import { JobIncidents } from './job-incidents.js';
import { JobQueue, type DueJob } from './job-queue.js';

/** Batches in one turn of the scheduler. */
const roundsInTurn = 20;

/**
 * Carries out the built-in job types. A job is prepared outside the transaction and settled inside one, together with what
 * it writes: when the process dies in between, nothing was written and the job is prepared again.
 */
@Injectable()
export class JobWorker {
  private running: Promise<number> | null = null;

  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly handlers: JobHandlers,
    private readonly runner: Runner,
    private readonly incidents: JobIncidents,
    private readonly log: Log,
    private readonly draining: Draining,
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
      const jobs = await this.queue.due();
      if (jobs.length === 0) break;
      for (const job of jobs) {
        // What is not begun when the server ends is done by the next one.
        if (this.draining.begun) return settled;
        await this.attempt(job);
        settled += 1;
      }
    }
    return settled;
  }

  private async attempt(due: DueJob): Promise<void> {
    try {
      await this.settle(this.handlers.of(due.type)!, await this.queue.opened(due));
    } catch (reason) {
      await this.fail(due, reason);
    }
  }

  private async settle(handler: JobHandler, job: JobRow): Promise<void> {
    const write = await handler.prepare(job);
    await this.database.write(async (transaction) => {
      if (!(await this.queue.take(transaction, job.jobKey))) return;
      const variables = await write(transaction);
      await this.runner.execute(
        transaction,
        job.instanceKey,
        { type: 'settleJob', key: job.jobKey, result: { kind: 'ok', variables } },
        job.actor,
      );
    });
  }

  private async fail(job: DueJob, reason: unknown): Promise<void> {
    const final = reason instanceof JobFailure || reason instanceof CommandRefused;
    const sentence =
      reason instanceof JobFailure ? reason.message : '系统处理该步骤时出错，已记录，请稍后重试或联系管理员。';
    if (!final) this.log.error('job failed', { jobKey: job.jobKey, type: job.type, ...faultOf(reason) });
    const triesLeft = final ? 0 : job.retries - 1;
    await this.database.write((transaction) =>
      triesLeft > 0
        ? this.queue.postpone(transaction, job.jobKey, triesLeft, sentence)
        : this.incidents.open(transaction, job, sentence),
    );
  }
}
