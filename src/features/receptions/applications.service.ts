import { Injectable } from '@nestjs/common';
import { representativesProblem } from '../../domain/receptions/representatives.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { Runner } from '../../workflow/runner/runner.js';
import { caseScope } from '../identity/scope.js';
import { checkDay } from './reception-days.js';
import type { ApplicationBody, ApplicationShown } from './receptions.dto.js';

/** An application for a leader's reception, as the window takes it; whether it is arranged the process decides. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly database: Database,
    private readonly runner: Runner,
  ) {}

  /** @throws Failure not-found, representatives-invalid, appointment-open, nobody-receives. */
  async apply(actor: Actor, body: ApplicationBody): Promise<ApplicationShown> {
    if (body.wishedDay) checkDay(body.wishedDay);
    return this.database.write(async (transaction) => {
      const scope = caseScope(actor, 'c');
      const matter = await transaction.get<{ id: string; headcount: number }>(
        `SELECT c.id AS "id", c.headcount AS "headcount" FROM petition_case c WHERE c.number = ? AND ${scope.sql}`,
        [body.caseNumber, ...scope.parameters],
      );
      if (!matter) throw notFound('该信访事项');
      const problem = representativesProblem(body.representatives, Math.max(matter.headcount, body.representatives));
      if (problem) throw new Failure('unprocessable', 'representatives-invalid', problem);
      await transaction.lock({ kind: 'case', key: matter.id });
      const open = await transaction.get(
        `SELECT 1 FROM process_instance WHERE case_id = ? AND process_id = 'xf_leader_day' AND status IN ('active', 'suspended')`,
        [matter.id],
      );
      if (open) throw new Failure('conflict', 'appointment-open', '该事项的预约正在安排，不用重复申请。');
      const {
        caseNumber,
        kind,
        representatives,
        wishedLeader = '',
        wishedDay = null,
        lowerReplyNumber = '',
        lowerReceptionId = '',
      } = body;
      const variables = { caseNumber, representatives, wishedLeader, wishedDay, lowerReplyNumber, lowerReceptionId };
      const instanceKey = await this.runner.deliver(
        transaction,
        { name: kind, correlationKey: caseNumber, variables },
        actor,
      );
      if (instanceKey === null)
        throw new Failure('conflict', 'nobody-receives', '领导接待日流程没有发布，请联系流程管理员。');
      return {
        instanceKey,
        message:
          kind === '突发接访'
            ? '已报信访科，突发事项随时安排。'
            : '已收到预约，由信访科核对后安排或者书面告知。登记和办理不受影响。',
      };
    });
  }
}
