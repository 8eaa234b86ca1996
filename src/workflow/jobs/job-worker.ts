import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { CommandRefused } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { Draining } from '../../platform/shutdown/draining.js';
import { Incidents } from '../incidents/incidents.js';
import { JobFailure } from '../ports/case-port.js';
import { Runner } from '../runner/runner.js';
import { JobHandlers } from './job-handlers.js';
import { JobLeases, type LeasedJob } from './job-leases.js';
import { OpenedJobs } from './opened-jobs.js';

/** Batches in one turn of the scheduler. */
const roundsInTurn = 60;

/** Jobs taken at a time. They are prepared one after another, at most 2 s each (the limit of rendering). */
const batch = 16;

/** Tries of a job whose element says nothing else (the default of `zeebe:taskDefinition`). */
const usualTries = 3;

/** Waiting time in milliseconds before the next try: 5 s after the first failure of the usual tries, 25 s after the second. */
const backOff = (triesLeft: number): number => 5_000 * 5 ** Math.max(0, usualTries - 1 - triesLeft);

/**
 * Carries out the built-in job types. A job is leased, prepared outside the transaction and settled inside one, together with
 * what it writes: when the process dies in between, nothing was written and the job is prepared again; when another node took
 * it meanwhile, nothing is written here.
 */
@Injectable()
export class JobWorker {
  private running: Promise<number> | null = null;
  private begun = false;
  /** One name for each data folder: what its last process held when it died is free again. */
  private readonly name: string;

  constructor(
    private readonly database: Database,
    private readonly leases: JobLeases,
    private readonly opened: OpenedJobs,
    private readonly handlers: JobHandlers,
    private readonly runner: Runner,
    private readonly incidents: Incidents,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly draining: Draining,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dataDir' | 'jobLeaseMillis'>,
  ) {
    this.name = `server-${createHash('sha256').update(`${hostname()}:${config.dataDir}`).digest('hex').slice(0, 12)}`;
  }

  /** Runs due jobs, those included that they open; gives how many were settled. A second caller waits for the first and looks again. */
  async runDue(): Promise<number> {
    while (this.running) await this.running;
    this.running = this.drain().finally(() => (this.running = null));
    return this.running;
  }

  private async drain(): Promise<number> {
    if (!this.begun) {
      await this.database.write((transaction) => this.leases.giveBack(transaction, this.name));
      this.begun = true;
    }
    let settled = 0;
    // A drawing may loop through jobs without ever waiting: timers get their turn in between.
    for (let round = 0; round < roundsInTurn; round += 1) {
      const jobs = await this.take();
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

  private async take(): Promise<LeasedJob[]> {
    const { jobLeaseMillis: millis } = this.config;
    const request = { types: this.handlers.types, limit: batch, millis, worker: this.name, userId: null };
    // A turn without jobs costs a look, not a transaction.
    if (!(await this.leases.isAvailable(this.database, request))) return [];
    return this.database.write((transaction) => this.leases.take(transaction, request));
  }

  private async attempt(job: LeasedJob): Promise<void> {
    try {
      await this.settle(job);
    } catch (reason) {
      await this.fail(job, reason);
    }
  }

  private async settle(lease: LeasedJob): Promise<void> {
    const job = await this.opened.of(lease);
    const write = await this.handlers.of(job.type)!.prepare(job);
    await this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'instance', key: job.instanceKey });
      if (!(await this.leases.end(transaction, lease, 'COMPLETED'))) return;
      const variables = await write(transaction);
      await this.runner.execute(
        transaction,
        job.instanceKey,
        { type: 'settleJob', key: job.jobKey, result: { kind: 'ok', variables } },
        job.actor,
      );
    });
  }

  private async fail(job: LeasedJob, reason: unknown): Promise<void> {
    const isSuspended = reason instanceof CommandRefused && reason.code === 'instance-suspended';
    // What a rule refuses, it refuses again: a person must mend the drawing or the data first.
    const isRule = reason instanceof JobFailure || (reason instanceof Failure && reason.kind === 'unprocessable');
    const final = isRule || (reason instanceof CommandRefused && !isSuspended);
    const message = isRule ? reason.message : '系统处理该步骤时出错，已记录，请稍后重试或联系管理员。';
    if (!final) this.log.error('job failed', { jobKey: job.jobKey, type: job.type, ...faultOf(reason) });
    // Somebody suspended the instance meanwhile: that uses up no try.
    const triesLeft = final ? 0 : isSuspended ? job.retries : Math.max(0, job.retries - 1);
    const runAt = new Date(this.clock.now().getTime() + backOff(triesLeft)).toISOString();
    await this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'instance', key: job.instanceKey });
      const failed = await this.leases.fail(transaction, job, { triesLeft, message, runAt });
      if (failed && triesLeft === 0) await this.incidents.ofJob(transaction, job, message);
    });
  }
}
