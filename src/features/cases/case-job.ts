import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import { servesPetition } from '../../domain/codes/process-codes.js';
import { outcomesWithoutReply } from '../../domain/invariants/three-invariants.js';
import type { Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import { JobFailure, type JobHandler, type JobRow } from '../../workflow/ports/case-port.js';
import { caseChangeOf, type CaseChange, type DemandChange } from './case-job-inputs.js';

const closed = '已办结';

/** Job type `case`: a diagram sets status, outcome, unit, docket number, level, kind or demands of its case. */
@Injectable()
export class CaseJob implements JobHandler, OnModuleInit {
  readonly type = 'case';

  constructor(
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  /** @throws JobFailure when the process may not change a petition, or an input is not one the case takes. */
  async prepare(job: JobRow): Promise<(transaction: SqlTransaction) => Promise<Variables>> {
    const { caseId } = job;
    if (caseId === null) throw new JobFailure('该流程没有关联的信访事项，不能更新事项。');
    if (!servesPetition(job.processId)) throw new JobFailure('秩序事件等其他流程不得更改信访事项的状态、期限和答复。');
    const change = caseChangeOf(job.variables);
    return async (transaction) => {
      await this.write(transaction, caseId, change);
      return {};
    };
  }

  private async write(transaction: SqlTransaction, caseId: string, change: CaseChange): Promise<void> {
    await transaction.lock({ kind: 'case', key: caseId });
    for (const demand of change.demands) await writeDemand(transaction, caseId, demand);
    if (change.responsibleUnit) await assertUnit(transaction, change.responsibleUnit);
    await transaction.run(
      `UPDATE petition_case SET status = COALESCE(?, status), outcome = COALESCE(?, outcome), responsible_unit_id = COALESCE(?, responsible_unit_id),
         docket_number = COALESCE(?, docket_number), level = COALESCE(?, level), kind = COALESCE(?, kind),
         final_review_number = COALESCE(?, final_review_number), final_review_on = COALESCE(?, final_review_on) WHERE id = ?`,
      [
        change.status ?? null,
        change.outcome ?? null,
        change.responsibleUnit ?? null,
        change.docketNumber ?? null,
        change.level ?? null,
        change.kind ?? null,
        change.finalReviewNumber ?? null,
        change.finalReviewNumber ? dayAt(this.clock.instant()) : null,
        caseId,
      ],
    );
    if (change.status === closed) await this.close(transaction, caseId);
  }

  /** 案案有结果, 事事有回音: a case ends with an outcome, and with an answer to each demand. @throws JobFailure */
  private async close(transaction: SqlTransaction, caseId: string): Promise<void> {
    const row = await transaction.get<{ outcome: string | null }>(`SELECT outcome FROM petition_case WHERE id = ?`, [
      caseId,
    ]);
    if (!row?.outcome) throw new JobFailure('事项没有办理结果，不能办结。');
    if (!outcomesWithoutReply.has(row.outcome)) {
      const open = await transaction.get<{ no: number }>(
        `SELECT no FROM case_demand WHERE case_id = ? AND (result IS NULL OR reply IS NULL) ORDER BY no LIMIT 1`,
        [caseId],
      );
      if (open) throw new JobFailure(`诉求${open.no}还没有办理结果和答复，不能办结。`);
    }
    await transaction.run(`UPDATE petition_case SET closed_at = ? WHERE id = ? AND closed_at IS NULL`, [
      this.clock.instant(),
      caseId,
    ]);
  }
}

async function assertUnit(transaction: SqlTransaction, unitId: string): Promise<void> {
  const unit = await transaction.get(`SELECT 1 FROM unit WHERE id = ?`, [unitId]);
  if (!unit) throw new JobFailure(`步骤写入的责任单位「${unitId}」不存在。`);
}

/** A demand raised during the talk is added; the words of a registered one are never replaced (domain.md H1). */
async function writeDemand(transaction: SqlTransaction, caseId: string, demand: DemandChange): Promise<void> {
  const changed = await transaction.run(
    `UPDATE case_demand SET answer = COALESCE(?, answer), result = COALESCE(?, result), reply = COALESCE(?, reply) WHERE case_id = ? AND no = ?`,
    [demand.answer ?? null, demand.result ?? null, demand.reply ?? null, caseId, demand.no],
  );
  if (changed === 1) return;
  if (!demand.text) throw new JobFailure(`诉求${demand.no}没有内容，不能增加。`);
  await transaction.run(
    `INSERT INTO case_demand (case_id, no, text, answer, result, reply) VALUES (?, ?, ?, ?, ?, ?)`,
    [caseId, demand.no, demand.text, demand.answer ?? null, demand.result ?? null, demand.reply ?? null],
  );
}
