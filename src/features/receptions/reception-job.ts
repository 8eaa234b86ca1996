import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import { monthAfter, reachOfMonth } from '../../domain/receptions/periods.js';
import type { Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import { JobFailure, type JobHandler, type JobRow } from '../../workflow/ports/case-port.js';
import { AppointmentSteps } from './appointment-steps.js';
import { textOf } from './job-inputs.js';
import { ReceptionsRepository } from './receptions.repository.js';
import { RosterService } from './roster.service.js';

type Step = (transaction: SqlTransaction, job: JobRow) => Promise<Variables>;

/**
 * Job type `reception`; the header `action` says what is done: `roster`, `coverage`, `publish` for the roster of a month (no case
 * needed), `check`, `direct`, `slots`, `book`, `attend`, `settle` for the appointment of a matter.
 */
@Injectable()
export class ReceptionJob implements JobHandler, OnModuleInit {
  readonly type = 'reception';
  private readonly steps: Record<string, Step>;

  constructor(
    private readonly roster: RosterService,
    private readonly receptions: ReceptionsRepository,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    appointments: AppointmentSteps,
  ) {
    this.steps = {
      roster: (transaction, job) => this.draft(transaction, job),
      coverage: (transaction, job) => this.look(transaction, monthOf(job)),
      publish: (transaction, job) => this.publish(transaction, job),
      check: (transaction, job) => appointments.check(transaction, job),
      direct: (transaction, job) => appointments.direct(transaction, job),
      slots: (transaction, job) => appointments.slots(transaction, job),
      book: (transaction, job) => appointments.book(transaction, job),
      attend: (transaction, job) => appointments.attend(transaction, job),
      settle: (transaction, job) => appointments.settle(transaction, job),
    };
  }

  onModuleInit(): void {
    this.handlers.add(this);
  }

  /** @throws JobFailure for an action that does not exist, and whatever the action refuses. */
  async prepare(job: JobRow): Promise<(transaction: SqlTransaction) => Promise<Variables>> {
    const action = job.headers['action'] ?? '';
    const step = Object.hasOwn(this.steps, action) ? this.steps[action]! : undefined;
    if (!step)
      throw new JobFailure(`接待日任务没有“${action.slice(0, 40)}”这一动作，请检查流程图中该步骤的标头 action。`);
    return (transaction) => step(transaction, job).catch(refused);
  }

  /** On the 25th for the month that follows. */
  private async draft(transaction: SqlTransaction, job: JobRow): Promise<Variables> {
    const month = textOf(job.variables, 'rosterMonth') || monthAfter(dayAt(this.clock.now()).slice(0, 7));
    await this.roster.draft(transaction, month, null);
    return this.look(transaction, month);
  }

  private async look(transaction: SqlTransaction, month: string): Promise<Variables> {
    const { gaps } = await this.roster.coverage(month, transaction);
    const { from, to } = reachOfMonth(month);
    const units = (await this.receptions.units(transaction, null)).map(({ id }) => id);
    const drafts = await this.receptions.drafts(transaction, units, from, to);
    const unnamed = drafts
      .filter(({ leaderName }) => leaderName === '')
      .map(({ unitName, day }) => `${unitName} ${day} 还没有定接待领导。`);
    const all = [...gaps, ...unnamed];
    return {
      rosterMonth: month,
      roster: { gaps: gaps.length, unnamed: unnamed.length, drafts: drafts.length },
      rosterGaps: all.length > 0 ? all.slice(0, 20).join('\n') : '没有空缺。',
    };
  }

  private async publish(transaction: SqlTransaction, job: JobRow): Promise<Variables> {
    const { published } = await this.roster.publish(transaction, monthOf(job), null, {
      reason: textOf(job.variables, 'gapReason'),
    });
    return { published };
  }
}

const monthOf = (job: JobRow): string => textOf(job.variables, 'rosterMonth');

/** What a person must mend becomes an incident with its sentence; trying again would not help. */
function refused(reason: unknown): never {
  throw reason instanceof Failure ? new JobFailure(reason.message) : reason;
}
