import { Injectable } from '@nestjs/common';
import { dayAt, type Day } from '../../../domain/calendar/days.js';
import type { Variables } from '../../../engine/ports.js';
import type { Actor } from '../../../platform/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../../platform/database/database.js';
import { Failure } from '../../../platform/failure.js';
import { invalidRequest } from '../../../platform/http/validation-pipe.js';
import { Runner } from '../../../workflow/runner/runner.js';
import { CasesService } from '../cases.service.js';
import { latestRound } from '../clocks/clock-rows.js';
import { nobodyWaits, payloadOf, requestProblems, type RequestFields, type RequestKind } from './request-rules.js';

/** Hands what a petitioner asks for to the procedure that waits for it. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesService,
    private readonly runner: Runner,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure invalid naming the rule; conflict `nobody-waits` where no procedure waits for it. */
  async register(
    actor: Actor,
    caseId: string,
    fields: RequestFields,
  ): Promise<{ instanceKey: string; message: string }> {
    await this.cases.visible(actor, caseId);
    const today = dayAt(this.clock.instant());
    const problems = requestProblems(fields, today);
    if (problems.length > 0) throw invalidRequest(problems);
    const kind = fields.kind as RequestKind;
    const instanceKey = await this.database.write(async (transaction) => {
      if (kind === '异议') await expectInTime(transaction, caseId, today);
      const number = await numberOf(transaction, caseId);
      const variables: Variables = { caseNumber: number, ...payloadOf(fields, today) };
      const message = { name: kind, correlationKey: number, variables };
      const receiver = await this.runner.deliver(transaction, message, actor);
      if (receiver === null) throw new Failure('conflict', 'nobody-waits', nobodyWaits[kind]);
      return receiver;
    });
    return { instanceKey, message: `已登记「${kind}」，并交办理流程。` };
  }
}

async function numberOf(transaction: SqlTransaction, caseId: string): Promise<string> {
  const row = await transaction.get<{ number: string }>(`SELECT number FROM petition_case WHERE id = ?`, [caseId]);
  return row!.number;
}

/** @throws Failure objection-late after five working days from the receipt of the transfer (R22-23). */
async function expectInTime(transaction: SqlTransaction, caseId: string, today: Day): Promise<void> {
  const clock = await latestRound(transaction, caseId, '异议');
  if (!clock || today <= clock.lastDay) return;
  throw new Failure(
    'conflict',
    'objection-late',
    `异议期限已于 ${clock.lastDay} 届满（收到转送之日起 5 个工作日，《信访工作条例》第二十三条），请按期书面告知。`,
  );
}
