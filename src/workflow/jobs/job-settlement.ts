import { Injectable } from '@nestjs/common';
import type { Key, Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { HistoryWriter } from '../history/history-writer.js';
import { Incidents } from '../incidents/incidents.js';
import { lockInstanceOf } from '../runner/instance-locks.js';
import { Runner } from '../runner/runner.js';
import { JobLeases } from './job-leases.js';

/** Who brings a result. */
export interface LeaseHolder {
  actor: Actor;
  /** The number of the lease that the worker was given, where it sends it along; absent: any lease of the account. */
  lease?: number;
}

export interface JobFailureReport {
  /** Tries that are to be left; 0 asks a person. */
  triesLeft: number;
  message: string;
  /** Milliseconds before the next try. */
  backOff: number;
  /** Local variables of the job's element. */
  variables: Variables;
}

/** Characters of a worker's message that are kept; some send their whole stack. */
const longestMessage = 2_000;

interface JobRow {
  jobKey: Key;
  instanceKey: Key;
  elementId: string;
  state: string;
  lease: number;
  leasedUntil: string | null;
  leasedBy: string | null;
}

/**
 * What a worker reports of a job that it holds. A result of a lease that was given to somebody else meanwhile is refused;
 * one that comes after its deadline, while nobody else has the job, counts (docs/decisions/0010-job-leases.md).
 */
@Injectable()
export class JobSettlement {
  constructor(
    private readonly leases: JobLeases,
    private readonly incidents: Incidents,
    private readonly history: HistoryWriter,
    private readonly runner: Runner,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure not-found, job-not-open, job-not-leased, job-lease-lost; CommandRefused instance-suspended. */
  async complete(transaction: SqlTransaction, jobKey: Key, variables: Variables, holder: LeaseHolder): Promise<void> {
    const job = await held(transaction, jobKey, holder);
    if (!(await this.leases.end(transaction, job, 'COMPLETED'))) throw leaseLost();
    const result = { kind: 'ok', variables } as const;
    await this.runner.execute(transaction, job.instanceKey, { type: 'settleJob', key: jobKey, result }, holder.actor);
  }

  /** A BPMN error: caught in the diagram, or an incident at the element. @throws as {@link complete}. */
  async throwError(
    transaction: SqlTransaction,
    jobKey: Key,
    error: { code: string; message?: string; variables: Variables },
    holder: LeaseHolder,
  ): Promise<void> {
    const job = await held(transaction, jobKey, holder);
    const message = shortened(error.message);
    if (!(await this.leases.end(transaction, job, 'ERROR_THROWN', { code: error.code, message }))) throw leaseLost();
    const result = { kind: 'error', errorCode: error.code, message, variables: error.variables } as const;
    await this.runner.execute(transaction, job.instanceKey, { type: 'settleJob', key: jobKey, result }, holder.actor);
  }

  /** The job is given out again after the back-off, or becomes an incident when no tries are left. @throws as {@link complete}. */
  async fail(transaction: SqlTransaction, jobKey: Key, report: JobFailureReport, holder: LeaseHolder): Promise<void> {
    const job = await held(transaction, jobKey, holder);
    const { triesLeft, backOff, variables } = report;
    const message = shortened(report.message) ?? '外部程序报告作业失败，没有说明原因。';
    const runAt = new Date(this.clock.now().getTime() + backOff).toISOString();
    if (!(await this.leases.fail(transaction, job, { triesLeft, message, runAt }))) throw leaseLost();
    if (Object.keys(variables).length > 0) {
      const command = { type: 'setVariables', scopeKey: jobKey, variables, local: true } as const;
      await this.runner.execute(transaction, job.instanceKey, command, holder.actor);
    }
    await this.history.appendTo(transaction, job.instanceKey, this.clock.instant(), holder.actor.userId, [
      {
        type: 'JOB_FAILED',
        elementId: job.elementId,
        elementInstanceKey: jobKey,
        meta: { triesLeft },
        payload: { message },
      },
    ]);
    // Its variables may have set off a conditional event that took the job away.
    const waits = await transaction.get(`SELECT 1 FROM job WHERE job_key = ? AND state = 'FAILED'`, [jobKey]);
    if (waits) await this.incidents.ofJob(transaction, job, message);
  }

  /** Another end of the lease, counted from now. @throws as {@link complete}. */
  async extend(transaction: SqlTransaction, jobKey: Key, millis: number, holder: LeaseHolder): Promise<void> {
    const job = await held(transaction, jobKey, holder);
    const until = new Date(this.clock.now().getTime() + millis).toISOString();
    const changed = await transaction.run(
      `UPDATE job SET lease_until = ?, run_at = ?, updated_at = ? WHERE job_key = ? AND state = 'CREATED' AND lease = ?`,
      [until, until, this.clock.instant(), jobKey, job.lease],
    );
    if (changed !== 1) throw leaseLost();
  }

  /** Other tries for a job that is open; an incident of it is resolved apart. @throws Failure not-found, job-not-open. */
  async setTries(transaction: SqlTransaction, jobKey: Key, tries: number): Promise<void> {
    const changed = await transaction.run(
      `UPDATE job SET retries = ?, updated_at = ? WHERE job_key = ? AND state IN ('CREATED', 'FAILED')`,
      [tries, this.clock.instant(), jobKey],
    );
    if (changed !== 1) throw notOpen();
  }
}

/** The job, held by this worker. @throws Failure not-found, job-not-open, job-not-leased, job-lease-lost. */
async function held(transaction: SqlTransaction, jobKey: Key, { actor, lease }: LeaseHolder): Promise<JobRow> {
  await lockInstanceOf(transaction, 'job', jobKey);
  const job = await transaction.get<JobRow>(
    `SELECT job_key AS "jobKey", instance_key AS "instanceKey", element_id AS "elementId", state AS "state", lease AS "lease",
       lease_until AS "leasedUntil", leased_by AS "leasedBy" FROM job WHERE job_key = ?`,
    [jobKey],
  );
  if (!job) throw notFound('该作业');
  if (job.state !== 'CREATED') throw notOpen();
  if (job.leasedBy !== actor.userId && job.lease > 0) throw leaseLost();
  if (lease !== undefined && lease !== job.lease) throw leaseLost();
  if (job.leasedUntil === null) {
    throw new Failure('conflict', 'job-not-leased', '该作业现在没有被领取，请先领取再提交结果。');
  }
  return job;
}

const notOpen = (): Failure =>
  new Failure('conflict', 'job-not-open', '该作业已经办完、已取消，或正等待处理异常，没有作任何改动。');

const leaseLost = (): Failure =>
  new Failure('conflict', 'job-lease-lost', '该作业的领取期限已过并已交给其他程序，您提交的结果没有采用。');

const shortened = (message: string | undefined): string | undefined =>
  message?.trim().slice(0, longestMessage) || undefined;
