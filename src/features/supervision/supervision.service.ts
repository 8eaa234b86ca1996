import { Injectable } from '@nestjs/common';
import { dayAt, daysBetween } from '../../domain/calendar/days.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { Runner } from '../../workflow/runner/runner.js';
import { LateRepository, type LateStepRow } from './late.repository.js';
import type { LatePageShown, LateQuery, LateStepShown, UrgeBody, UrgedShown } from './supervision.dto.js';

/** The message with which a person starts 督办问责. */
const urgeMessage = '督办';

/** What is late, whose, since when; and the 督办 that a supervisor or a leader starts about it. */
@Injectable()
export class SupervisionService {
  constructor(
    private readonly database: Database,
    private readonly late: LateRepository,
    private readonly runner: Runner,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, { unitId, page = 1, size = 20 }: LateQuery): Promise<LatePageShown> {
    const today = dayAt(this.clock.now());
    const { rows, total } = await this.late.page(actor, { today, unitId }, size, (page - 1) * size);
    const caseIds = [...new Set(rows.map(({ caseId }) => caseId))];
    const steps = await this.late.steps(caseIds);
    const urged = await this.late.urged(caseIds);
    const items = rows.map((row) => ({
      ...row,
      daysLate: daysBetween(row.lastDay, today),
      steps: steps.filter(({ caseId }) => caseId === row.caseId).map(stepOf),
      urged: urged.has(row.caseId),
    }));
    return { items, total, page, size };
  }

  /** @throws Failure not-found outside the actor's scope, already-urged, no-procedure. */
  urge(actor: Actor, { caseId, ground, facts }: UrgeBody): Promise<UrgedShown> {
    return this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'case', key: caseId });
      const matter = await this.late.visible(transaction, actor, caseId);
      if (!matter) throw notFound('该信访事项');
      if ((await this.late.urged([caseId], transaction)).has(caseId))
        throw new Failure('conflict', 'already-urged', '该事项已有督办在办，请在其中继续，没有重复发起。');
      const variables = {
        caseNumber: matter.number,
        urgeGround: ground,
        urgeFacts: facts.trim(),
        lateUnit: matter.unitId,
      };
      const message = { name: urgeMessage, correlationKey: matter.number, variables };
      const instanceKey = await this.runner.deliver(transaction, message, actor);
      if (instanceKey === null)
        throw new Failure('unprocessable', 'no-procedure', '没有接收督办的流程，请流程管理员发布“督办问责”。');
      return { instanceKey, message: `已发起督办，责任单位为${matter.unitName}，下一步由信访督查组催办。` };
    });
  }
}

const stepOf = ({ name, unitName, holder, since }: LateStepRow): LateStepShown => ({
  name,
  ...(unitName === null ? {} : { unitName }),
  ...(holder === null ? {} : { holder }),
  since,
});
