import { Injectable } from '@nestjs/common';
import { inOrder, likenessWord } from '../../../domain/duplicates/case-relations.js';
import { compareCases, describePair, type DuplicateFinding } from '../../../domain/duplicates/duplicate-score.js';
import type { Actor } from '../../../platform/actor.js';
import { notFound } from '../../../platform/failure.js';
import { CaseAccess } from '../case-access.js';
import { CasesRepository, type CandidateRow } from '../cases.repository.js';
import { CasesService } from '../cases.service.js';
import { PersonVault } from '../person-vault.js';
import { CaseLinksRepository, type DecisionRow, type LinkRow } from './case-links.repository.js';
import type {
  CaseLinkShown,
  ComparisonShown,
  DecisionShown,
  LinkedCaseShown,
  SuggestionShown,
} from './case-links.dto.js';
import { comparedFields, type Compared } from './comparison.js';

/** Newest cases whose texts are compared; comparing one takes some 20 µs. */
const newestCompared = 300;
const shown = 20;
const closed = '已办结';
/** What to look at first: of matters, by what they seem to be; never of persons (domain.md H5). */
const firstLookedAt = ['相同事项', '相关事项', '同一信访人其他事项'];

/** 重复与关联 of a registered case: what may belong together, side by side, and what people decided. */
@Injectable()
export class CaseLinksService {
  constructor(
    private readonly service: CasesService,
    private readonly cases: CasesRepository,
    private readonly links: CaseLinksRepository,
    private readonly vault: PersonVault,
    private readonly access: CaseAccess,
  ) {}

  /** What stands about the case. @throws Failure not-found */
  async ofCase(actor: Actor, caseId: string): Promise<CaseLinkShown[]> {
    await this.service.visible(actor, caseId);
    return (await this.links.ofCase(actor, caseId)).filter((link) => link.relation !== '不是').map(linkOf);
  }

  /** Cases nobody has decided about that may belong together with this one. @throws Failure not-found */
  async suggestions(actor: Actor, caseId: string): Promise<SuggestionShown[]> {
    await this.service.visible(actor, caseId);
    const row = await this.cases.comparable(actor, caseId);
    if (!row) return [];
    const decided = new Set((await this.links.ofCase(actor, caseId)).map((link) => link.id));
    const hashes = [row.nameHash, row.idHash, row.phoneHash];
    const candidates = await this.cases.duplicateCandidates(actor, hashes, newestCompared);
    return candidates
      .filter(({ id }) => id !== caseId && !decided.has(id))
      .flatMap((candidate) => {
        const finding = compareCases(row, candidate);
        return finding ? [{ candidate, finding }] : [];
      })
      .sort(
        (left, right) => order(left.finding) - order(right.finding) || right.finding.likeness - left.finding.likeness,
      )
      .slice(0, shown)
      .map(({ candidate, finding: { relation, reasons } }) => ({
        ...caseOf(candidate),
        ...(relation ? { relation } : {}),
        reasons,
      }));
  }

  /** Two cases side by side, the persons masked. Leaves a row for each. @throws Failure not-found */
  async compare(actor: Actor, caseId: string, otherId: string): Promise<ComparisonShown> {
    if (caseId === otherId) throw notFound('另一件信访事项');
    const one = await this.compared(actor, caseId);
    const other = await this.compared(actor, otherId);
    await this.access.record(actor, caseId, 'view', '重复与关联比对');
    await this.access.record(actor, otherId, 'view', '重复与关联比对');
    const rows = inOrder(one.row, other.row);
    const [earlier, later] = rows.earlier === one.row ? [one, other] : [other, one];
    const finding = describePair(later.row, earlier.row);
    const decisions = await this.links.decisions({ earlierId: earlier.row.id, laterId: later.row.id });
    return {
      earlier: caseOf(earlier.row),
      later: caseOf(later.row),
      isEarlierOpen: earlier.row.status !== closed,
      likeness: likenessWord(finding.likeness),
      reasons: finding.reasons,
      fields: comparedFields(earlier, later, finding.same),
      decisions: decisions.map(decisionOf),
    };
  }

  private async compared(actor: Actor, caseId: string): Promise<Compared> {
    const row = await this.cases.comparable(actor, caseId);
    if (!row) throw notFound('该信访事项');
    const person = this.vault.open(caseId, row.wrappedKey, row.person).petitioner;
    return { row, person, demands: await this.cases.demands(caseId) };
  }
}

const order = ({ relation }: DuplicateFinding): number => {
  const place = firstLookedAt.indexOf(relation ?? '');
  return place < 0 ? firstLookedAt.length : place;
};

type CaseFields = Pick<
  CandidateRow & LinkRow,
  | 'id'
  | 'number'
  | 'title'
  | 'petitionerMasked'
  | 'status'
  | 'registeredAt'
  | 'responsibleUnitId'
  | 'responsibleUnitName'
>;

function caseOf(row: CaseFields): LinkedCaseShown {
  const { id, number, title, petitionerMasked: petitioner, status, registeredAt } = row;
  const unit =
    row.responsibleUnitId === null ? null : { id: row.responsibleUnitId, name: row.responsibleUnitName ?? '' };
  return { id, number, title, petitioner, status, registeredAt, unit };
}

const decisionOf = ({ relation, reason, told, deciderName, decidedAt }: DecisionRow): DecisionShown => ({
  relation,
  reason,
  ...(told === null ? {} : { told }),
  decidedBy: { displayName: deciderName },
  decidedAt,
});

export const linkOf = (row: LinkRow): CaseLinkShown => ({
  ...decisionOf(row),
  case: caseOf(row),
  isEarlier: Number(row.isEarlier) === 1,
});
