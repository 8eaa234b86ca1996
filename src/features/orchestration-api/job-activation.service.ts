import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import { JobLeases, type LeasedJob, type LeaseRequest } from '../../workflow/jobs/job-leases.js';
import { fetchedVariables } from '../../workflow/jobs/job-variables.js';
import { workerReach } from '../identity/scope.js';
import { JobWaiting } from './job-waiting.js';
import type { ActivatedJobResult, ActivateJobsBody } from './jobs.dto.js';
import { defaultTenant } from './tenant.js';

/** Milliseconds a request waits for a first job when it names no time. */
const usualWait = 10_000;

/** Longest wait: proxies between server and worker often drop what is silent for longer. */
const longestWait = 60_000;

/** Characters of variables in one answer; jobs beyond it are left for the next request. */
const mostCharacters = 4_000_000;

/** Header of a job that carries the number of its lease, for workers that send it back (`Job-Lease`). */
export const leaseHeader = 'minqing:lease';

interface JobFacts {
  processDefinitionId: string;
  processDefinitionVersion: number;
  processDefinitionKey: string;
  rootProcessInstanceKey: string;
}

/** Gives jobs to workers over HTTP (docs/decisions/0010-job-leases.md). */
@Injectable()
export class JobActivationService {
  constructor(
    private readonly database: Database,
    private readonly leases: JobLeases,
    private readonly handlers: JobHandlers,
    private readonly waiting: JobWaiting,
  ) {}

  /**
   * The next jobs of a type, as soon as there is one.
   * @param gone the caller has hung up: nothing is leased for it any more
   * @throws Failure job-type-built-in, too-many-waiting
   */
  async activate(body: ActivateJobsBody, actor: Actor, gone: AbortSignal): Promise<ActivatedJobResult[]> {
    if (this.handlers.of(body.type)) {
      throw new Failure('forbidden', 'job-type-built-in', `作业类型“${body.type}”由系统自己办理，不能领取。`);
    }
    const wait = body.requestTimeout ?? 0;
    const look = (): Promise<ActivatedJobResult[]> => this.take(body, actor);
    const found = await look();
    if (found.length > 0 || wait < 0) return found;
    return this.waiting.until(look, wait === 0 ? usualWait : Math.min(wait, longestWait), gone);
  }

  private async take(body: ActivateJobsBody, actor: Actor): Promise<ActivatedJobResult[]> {
    const request: LeaseRequest = {
      types: [body.type],
      limit: body.maxJobsToActivate,
      millis: body.timeout,
      worker: body.worker || actor.username,
      userId: actor.userId,
      reach: workerReach(actor, 'i'),
    };
    // Most looks find nothing: they need no transaction.
    if (!(await this.leases.isAvailable(this.database, request))) return [];
    return this.database.write((transaction) => this.lease(transaction, request, body.fetchVariable ?? []));
  }

  /** One after another, so that no more is leased than fits into the answer. */
  private async lease(
    transaction: SqlTransaction,
    request: LeaseRequest,
    names: readonly string[],
  ): Promise<ActivatedJobResult[]> {
    const results: ActivatedJobResult[] = [];
    for (let characters = 0; results.length < request.limit && characters < mostCharacters;) {
      const step = Math.min(16, request.limit - results.length);
      const leased = await this.leases.take(transaction, { ...request, limit: step });
      for (const job of leased) {
        const result = await this.result(transaction, job, request.worker, names);
        characters += JSON.stringify(result.variables).length;
        results.push(result);
      }
      if (leased.length < step) break;
    }
    return results;
  }

  private async result(
    transaction: SqlTransaction,
    job: LeasedJob,
    worker: string,
    names: readonly string[],
  ): Promise<ActivatedJobResult> {
    const facts = await transaction.get<JobFacts>(
      `SELECT process_id AS "processDefinitionId", version AS "processDefinitionVersion", definition_key AS "processDefinitionKey",
         COALESCE(root_key, instance_key) AS "rootProcessInstanceKey" FROM process_instance WHERE instance_key = ?`,
      [job.instanceKey],
    );
    const headers = JSON.parse(job.headers) as Record<string, string>;
    return {
      ...facts!,
      type: job.type,
      elementId: job.elementId,
      customHeaders: { ...headers, [leaseHeader]: String(job.lease) },
      worker,
      retries: job.retries,
      deadline: Date.parse(job.deadline),
      variables: await fetchedVariables(transaction, job, names),
      tenantId: defaultTenant,
      jobKey: job.jobKey,
      processInstanceKey: job.instanceKey,
      elementInstanceKey: job.jobKey,
      kind: 'BPMN_ELEMENT',
      listenerEventType: 'UNSPECIFIED',
      userTask: null,
      tags: [],
    };
  }
}
