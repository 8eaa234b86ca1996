import { Injectable } from '@nestjs/common';
import type { Key } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Lock, SqlReader, SqlTransaction, SqlValue } from '../../platform/database/database.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { HistoryWriter } from '../history/history-writer.js';

/** Who asks for jobs, and which of them may be given to it. */
export interface LeaseRequest {
  types: readonly string[];
  /** Most jobs to give out. */
  limit: number;
  /** Milliseconds after which a job that was not settled is given to somebody else. */
  millis: number;
  /** Name of the worker, for people who look at the job. */
  worker: string;
  /** Account of the worker; null: the server itself. */
  userId: string | null;
  /** Which instances `i` the worker reaches; absent: all. */
  reach?: { sql: string; parameters: readonly SqlValue[] };
}

export interface LeasedJob {
  jobKey: Key;
  instanceKey: Key;
  elementId: string;
  type: string;
  /** JSON. */
  headers: string;
  onlyInputs: boolean;
  /** Tries left, the coming one included. */
  retries: number;
  /** How often the job was given out; a result of any earlier time is refused. */
  lease: number;
  /** Instant at which the lease ends. */
  deadline: string;
}

/** A lease that somebody holds, or held. */
export type Lease = Pick<LeasedJob, 'jobKey' | 'lease'>;

interface CandidateRow extends Omit<LeasedJob, 'onlyInputs' | 'deadline'> {
  onlyInputs: number;
  expired: string | null;
  lastWorker: string;
}

/**
 * Gives jobs out for a time, to the server's own handlers and to workers over HTTP alike (docs/decisions/0010-job-leases.md).
 * Every step is a conditional update on the job's state and its number of leases, so that of several who settle a job one
 * does and the others are told.
 */
@Injectable()
export class JobLeases {
  constructor(
    private readonly history: HistoryWriter,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Whether there may be something to give out: a cheap look without a transaction. */
  async isAvailable(reader: SqlReader, request: Pick<LeaseRequest, 'types' | 'reach'>): Promise<boolean> {
    const { sql, parameters } = available(request, this.clock.instant());
    return (await reader.get(`SELECT 1 ${sql} LIMIT 1`, parameters)) !== undefined;
  }

  /** Leases the next jobs in the order they fall due. One whose last lease ended without a result is noted as timed out. */
  async take(transaction: SqlTransaction, request: LeaseRequest): Promise<LeasedJob[]> {
    const now = this.clock.instant();
    const deadline = new Date(this.clock.now().getTime() + request.millis).toISOString();
    const rows = await this.candidates(transaction, request, now);
    const taken: LeasedJob[] = [];
    for (const { expired, lastWorker, ...row } of rows) {
      const changed = await transaction.run(
        `UPDATE job SET lease = lease + 1, lease_until = ?, run_at = ?, leased_by = ?, worker = ?, updated_at = ?
         WHERE job_key = ? AND state = 'CREATED' AND lease = ?`,
        [deadline, deadline, request.userId, request.worker, now, row.jobKey, row.lease],
      );
      if (changed !== 1) continue;
      if (expired !== null) await this.noteTimeOut(transaction, row, lastWorker, expired, now);
      taken.push({ ...row, onlyInputs: row.onlyInputs === 1, lease: row.lease + 1, deadline });
    }
    return taken;
  }

  /**
   * The next jobs that nobody holds. On PostgreSQL those that another node is just giving out are passed over; and jobs whose
   * lease has ended come first, since their instances, which will note it, are locked before any job is.
   */
  private async candidates(transaction: SqlTransaction, request: LeaseRequest, now: string): Promise<CandidateRow[]> {
    if (transaction.dialect === 'sqlite') return candidatesOf(transaction, request, now, '', '');
    const expired = await candidatesOf(transaction, request, now, 'AND j.lease_until IS NOT NULL', '');
    await transaction.lock(...expired.map(({ instanceKey: key }): Lock => ({ kind: 'instance', key })));
    const rest = { ...request, limit: request.limit - expired.length };
    const fresh = await candidatesOf(
      transaction,
      rest,
      now,
      'AND j.lease_until IS NULL',
      'FOR UPDATE OF j SKIP LOCKED',
    );
    return [...expired, ...fresh];
  }

  /** Gives back what this worker of the server held when its process died: nobody works on it any more. */
  async giveBack(transaction: SqlTransaction, worker: string): Promise<number> {
    return transaction.run(
      `UPDATE job SET lease_until = NULL, run_at = ? WHERE state = 'CREATED' AND worker = ? AND leased_by IS NULL AND lease_until IS NOT NULL`,
      [this.clock.instant(), worker],
    );
  }

  /** Marks the job as done; false when it was given to somebody else, settled or canceled meanwhile. */
  async end(
    transaction: SqlTransaction,
    { jobKey, lease }: Lease,
    state: 'COMPLETED' | 'ERROR_THROWN',
    error: { code?: string; message?: string } = {},
  ): Promise<boolean> {
    const now = this.clock.instant();
    const changed = await transaction.run(
      `UPDATE job SET state = ?, error = ?, error_code = ?, lease_until = NULL, ended_at = ?, updated_at = ?
       WHERE job_key = ? AND state = 'CREATED' AND lease = ?`,
      [state, error.message ?? null, error.code ?? null, now, now, jobKey, lease],
    );
    return changed === 1;
  }

  /**
   * Ends the lease without a result. The job is given out again from `runAt` on, or waits for a person when no tries are left.
   * False when somebody else has it by now.
   */
  async fail(
    transaction: SqlTransaction,
    { jobKey, lease }: Lease,
    failure: { triesLeft: number; message: string; runAt: string },
  ): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE job SET state = ?, retries = ?, error = ?, lease_until = NULL, run_at = ?, updated_at = ? WHERE job_key = ? AND state = 'CREATED' AND lease = ?`,
      [
        failure.triesLeft > 0 ? 'CREATED' : 'FAILED',
        failure.triesLeft,
        failure.message,
        failure.runAt,
        this.clock.instant(),
        jobKey,
        lease,
      ],
    );
    return changed === 1;
  }

  private async noteTimeOut(
    transaction: SqlTransaction,
    { instanceKey, elementId, jobKey, lease }: Pick<CandidateRow, 'instanceKey' | 'elementId' | 'jobKey' | 'lease'>,
    worker: string,
    deadline: string,
    now: string,
  ): Promise<void> {
    const meta = { worker, lease, deadline };
    await this.history.appendTo(transaction, instanceKey, now, null, [
      { type: 'JOB_TIMED_OUT', elementId, elementInstanceKey: jobKey, meta },
    ]);
    transaction.afterCommit(() => this.metrics.jobTimeOuts.inc());
  }
}

function candidatesOf(
  transaction: SqlTransaction,
  request: LeaseRequest,
  now: string,
  only: string,
  suffix: string,
): Promise<CandidateRow[]> {
  const { sql, parameters } = available(request, now);
  return transaction.all<CandidateRow>(
    `SELECT j.job_key AS "jobKey", j.instance_key AS "instanceKey", j.element_id AS "elementId", j.type AS "type", j.headers AS "headers",
       j.only_inputs AS "onlyInputs", j.retries AS "retries", j.lease AS "lease", j.lease_until AS "expired", j.worker AS "lastWorker" ${sql}
     ${only} ORDER BY j.run_at, length(j.job_key), j.job_key LIMIT ? ${suffix}`,
    [...parameters, request.limit],
  );
}

/** FROM and WHERE of the jobs that may be given out now. */
function available(
  { types, reach }: Pick<LeaseRequest, 'types' | 'reach'>,
  now: string,
): { sql: string; parameters: SqlValue[] } {
  const list = types.map(() => '?').join(', ') || `''`;
  return {
    sql: `FROM job j JOIN process_instance i ON i.instance_key = j.instance_key
      WHERE j.type IN (${list}) AND j.state = 'CREATED' AND j.run_at <= ? AND i.status = 'active'${reach ? ` AND ${reach.sql}` : ''}`,
    parameters: [...types, now, ...(reach?.parameters ?? [])],
  };
}
