import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { CasesService } from '../cases/cases.service.js';
import { ReceiptCheck } from '../cases/lookup/receipt-check.js';
import type {
  EnteredEvaluationBody,
  EvaluationBody,
  EvaluationShown,
  EvaluationState,
  PublicEvaluationBody,
  Source,
} from './evaluations.dto.js';

interface Origin {
  source: Source;
  evidence: string | null;
  enteredBy: string | null;
}

/** Statuses in which a reply has been handed over. */
const replied = ['已答复', '已办结'];

/**
 * What the petitioner thinks of the work, once a matter and after its reply. It is his alone to say (domain.md H13): with number
 * and query code, or entered for him with the paper he signed or the record of the call.
 */
@Injectable()
export class EvaluationsService {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesService,
    private readonly receipts: ReceiptCheck,
    private readonly clock: Clock,
  ) {}

  /** @throws as {@link ReceiptCheck.matterOf}; Failure not-replied, already-evaluated */
  async byPetitioner({ number, queryCode, ...body }: PublicEvaluationBody, address: string): Promise<void> {
    const { id } = await this.receipts.matterOf({ number, queryCode }, address);
    await this.keep(id, body, { source: '查询码', evidence: null, enteredBy: null });
  }

  /** @throws Failure not-found, not-replied, already-evaluated */
  async forPetitioner(
    caseId: string,
    { source, evidence, ...body }: EnteredEvaluationBody,
    actor: Actor,
  ): Promise<EvaluationState> {
    await this.cases.visible(actor, caseId);
    await this.keep(caseId, body, { source, evidence: evidence.trim(), enteredBy: actor.userId });
    return this.show(caseId, actor);
  }

  /** @throws Failure not-found */
  async show(caseId: string, actor: Actor): Promise<EvaluationState> {
    await this.cases.visible(actor, caseId);
    const row = await this.database.get<
      EvaluationShown & { status: string; evidence: string | null; enteredBy: string | null }
    >(
      `SELECT c.status AS "status", e.of_office AS "ofOffice", e.of_unit AS "ofUnit", e.remark AS "remark", e.source AS "source",
         e.evidence AS "evidence", u.display_name AS "enteredBy", e.at AS "at"
       FROM petition_case c LEFT JOIN case_evaluation e ON e.case_id = c.id LEFT JOIN app_user u ON u.id = e.entered_by WHERE c.id = ?`,
      [caseId],
    );
    const { status, evidence, enteredBy, ...rest } = row!;
    if (rest.at === null) return { isOpen: replied.includes(status) };
    const evaluation = { ...rest, ...(evidence !== null && { evidence }), ...(enteredBy !== null && { enteredBy }) };
    return { isOpen: false, evaluation };
  }

  private async keep(caseId: string, { ofOffice, ofUnit, remark = '' }: EvaluationBody, origin: Origin): Promise<void> {
    const at = this.clock.instant();
    await this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'case', key: caseId });
      const row = await transaction.get<{ status: string }>(
        `SELECT status AS "status" FROM petition_case WHERE id = ?`,
        [caseId],
      );
      if (!row || !replied.includes(row.status))
        throw new Failure('conflict', 'not-replied', '该事项的答复还没有送达，送达后才能评价。');
      const kept = await transaction.run(
        `INSERT INTO case_evaluation (case_id, of_office, of_unit, remark, source, evidence, entered_by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (case_id) DO NOTHING`,
        [caseId, ofOffice, ofUnit, remark.trim(), origin.source, origin.evidence, origin.enteredBy, at],
      );
      if (kept !== 1) throw new Failure('conflict', 'already-evaluated', '该事项已经评价过，不能再次评价。');
    });
  }
}
