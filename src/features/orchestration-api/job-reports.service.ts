import { Injectable } from '@nestjs/common';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { JobSettlement, type LeaseHolder } from '../../workflow/jobs/job-settlement.js';
import type { CompleteJobBody, FailJobBody, JobChangeset, ThrowJobErrorBody } from './jobs.dto.js';
import { JobQueries } from './jobs.queries.js';
import { refuse } from './search/refusal.js';

/** What workers report, each in one transaction. A job that the account does not reach does not exist for it. */
@Injectable()
export class JobReportsService {
  constructor(
    private readonly database: Database,
    private readonly queries: JobQueries,
    private readonly jobs: JobSettlement,
  ) {}

  /** @throws Failure not-found, job-not-open, job-not-leased, job-lease-lost; CommandRefused instance-suspended. */
  complete(jobKey: string, { variables }: CompleteJobBody, holder: LeaseHolder): Promise<void> {
    return this.write(jobKey, holder, (transaction) =>
      this.jobs.complete(transaction, jobKey, variables ?? {}, holder),
    );
  }

  /** @throws as {@link complete}. */
  fail(jobKey: string, body: FailJobBody, holder: LeaseHolder): Promise<void> {
    const { retries: triesLeft = 0, retryBackOff: backOff = 0 } = body;
    const report = { triesLeft, backOff, message: body.errorMessage ?? '', variables: body.variables ?? {} };
    return this.write(jobKey, holder, (transaction) => this.jobs.fail(transaction, jobKey, report, holder));
  }

  /** @throws as {@link complete}. */
  throwError(jobKey: string, body: ThrowJobErrorBody, holder: LeaseHolder): Promise<void> {
    const error = { code: body.errorCode, message: body.errorMessage ?? undefined, variables: body.variables ?? {} };
    return this.write(jobKey, holder, (transaction) => this.jobs.throwError(transaction, jobKey, error, holder));
  }

  /** @throws as {@link complete}; request-invalid when nothing is to be changed. */
  update(jobKey: string, { retries, timeout }: JobChangeset, holder: LeaseHolder): Promise<void> {
    if (typeof retries !== 'number' && typeof timeout !== 'number')
      throw refuse('changeset', 'is-not-empty', '应给出 retries 或 timeout');
    return this.write(jobKey, holder, async (transaction) => {
      if (typeof timeout === 'number') await this.jobs.extend(transaction, jobKey, timeout, holder);
      if (typeof retries === 'number') await this.jobs.setTries(transaction, jobKey, retries);
    });
  }

  private write(
    jobKey: string,
    { actor }: LeaseHolder,
    report: (transaction: SqlTransaction) => Promise<void>,
  ): Promise<void> {
    return this.database.write(async (transaction) => {
      await this.queries.expectVisible(transaction, jobKey, actor);
      await report(transaction);
    });
  }
}
