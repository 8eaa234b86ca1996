import { Injectable } from '@nestjs/common';
import { inOrder } from '../../../domain/duplicates/case-relations.js';
import type { Actor } from '../../../platform/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../../platform/database/database.js';
import { Failure, notFound, type FieldProblem } from '../../../platform/failure.js';
import { invalidRequest } from '../../../platform/http/validation-pipe.js';
import { randomId } from '../../../platform/keys/random.js';
import { Changes } from '../../../workflow/changes.js';
import { CasesRepository, type CandidateRow } from '../cases.repository.js';
import { CaseLinksRepository, type DecisionRow } from './case-links.repository.js';
import type { DecideLinkBody, LinkDecidedShown } from './case-links.dto.js';
import { linkOf } from './case-links.service.js';

const closed = '已办结';
/** The unit that handles a matter hears of its repetition; where there is none yet, who receives. */
const handlingRole = 'R6';
const receivingRole = 'R1';

/**
 * A person decides what two matters are to each other. Nothing is merged, closed or slowed down by it: the repeated matter
 * keeps its own procedure and reply (domain.md §5, H1).
 */
@Injectable()
export class LinkDecisionService {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesRepository,
    private readonly links: CaseLinksRepository,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure not-found for a case out of reach, invalid, conflict when somebody has decided meanwhile */
  async decide(actor: Actor, caseId: string, body: DecideLinkBody): Promise<LinkDecidedShown> {
    const one = await this.comparable(actor, caseId);
    const other = await this.comparable(actor, body.otherCaseId);
    if (one.id === other.id) {
      throw invalidRequest([{ path: 'otherCaseId', rule: 'other-case', message: '不能把事项与它自己比对' }]);
    }
    const { earlier, later } = inOrder(one, other);
    const isOpen = earlier.status !== closed;
    const problems = problemsOf(body, isOpen);
    if (problems.length > 0) throw invalidRequest(problems);
    await this.database.write((transaction) => this.write(transaction, actor, earlier, later, body));
    const link = (await this.links.ofCase(actor, caseId)).find((row) => row.id === other.id)!;
    return { link: linkOf(link), message: messageOf(body, earlier, later, isOpen) };
  }

  private async comparable(actor: Actor, caseId: string): Promise<CandidateRow> {
    const row = await this.cases.comparable(actor, caseId);
    if (!row) throw notFound('该信访事项');
    return row;
  }

  private async write(
    transaction: SqlTransaction,
    actor: Actor,
    earlier: CandidateRow,
    later: CandidateRow,
    body: DecideLinkBody,
  ): Promise<void> {
    await transaction.lock({ kind: 'case', key: earlier.id }, { kind: 'case', key: later.id });
    const pair = { earlierId: earlier.id, laterId: later.id };
    const before = await this.links.decisions(pair, transaction);
    checkUnchanged(before, body);
    const repeats = body.relation === '相同事项';
    await this.links.add(transaction, pair, before.length + 1, {
      relation: body.relation,
      reason: body.reason.trim(),
      told: repeats ? (body.told ?? null) : null,
      deciderId: actor.userId,
      decidedAt: this.clock.instant(),
    });
    if (repeats && earlier.status !== closed) await this.remind(transaction, earlier, later);
    transaction.afterCommit(() => {
      for (const { id } of [earlier, later]) this.changes.publish({ topic: 'case', key: id, caseId: id });
    });
  }

  private async remind(transaction: SqlTransaction, earlier: CandidateRow, later: CandidateRow): Promise<void> {
    const id = randomId();
    const unitId = earlier.responsibleUnitId;
    const text = `信访人再次提出相同事项（编号 ${later.number}），已认定为重复，由本件一并办理。有新的事实或者理由的，请一并核实答复。`;
    await transaction.run(
      `INSERT INTO reminder (id, case_id, role_code, unit_id, text, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
      [id, earlier.id, unitId === null ? receivingRole : handlingRole, unitId, text, this.clock.instant()],
    );
    transaction.afterCommit(() => this.changes.publish({ topic: 'reminder', key: id, caseId: earlier.id }));
  }
}

function problemsOf({ reason, relation, told }: DecideLinkBody, isOpen: boolean): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (reason.trim().length < 4) {
    problems.push({ path: 'reason', rule: 'reason', message: '请写明「认定理由」，至少 4 个字' });
  }
  if (relation === '相同事项' && isOpen && told === undefined) {
    problems.push({
      path: 'told',
      rule: 'told',
      message: '原事项正在办理，认定为重复时应告知信访人原事项办到哪里，请选择「告知方式」',
    });
  }
  return problems;
}

/** @throws Failure conflict */
function checkUnchanged(before: readonly DecisionRow[], { seen, relation }: DecideLinkBody): void {
  const standing = before.at(-1);
  if (before.length !== seen) {
    const failure = new Failure('conflict', 'decided-meanwhile', '这两件事项刚刚有人作了认定，请看过之后再决定。');
    if (standing) failure.change = { by: standing.deciderName, at: standing.decidedAt };
    throw failure;
  }
  if (standing?.relation === relation) {
    throw new Failure('conflict', 'already-decided', `这两件事项已经认定为“${relation}”，没有改变。`);
  }
}

function messageOf({ relation }: DecideLinkBody, earlier: CandidateRow, later: CandidateRow, isOpen: boolean): string {
  if (relation === '不是') return `已记录：${later.number} 与 ${earlier.number} 不是同一事项，以后不再提示。`;
  if (relation !== '相同事项')
    return `已记录：${later.number} 与 ${earlier.number} 为${relation}，两件各自办理，互相可见。`;
  const marked = `已认定为重复：${later.number} 见 ${earlier.number}。`;
  return isOpen
    ? `${marked}原事项由${earlier.responsibleUnitName ?? earlier.unitName}办理，已提醒一并核实；本件不会自动办结，诉求仍须逐条答复。`
    : `${marked}原事项已经办结；本件照常办理，诉求仍须逐条答复。`;
}
