import { Inject, Injectable } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import { viewClock, type ClockView, type ViewCalendar } from '../../domain/clocks/statutory-clock.js';
import { maskIdNumber, maskPhone } from '../../domain/identity-masking/mask.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { notFound } from '../../platform/failure.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { CaseAccess } from './case-access.js';
import type { ClockRow, FullCaseRow } from './case.rows.js';
import { detailOf, instanceOf, summaryOf } from './case-views.js';
import { CaseWorkflowRepository } from './case-workflow.repository.js';
import type { CaseSearchQuery } from './cases.dto.js';
import { CasesRepository, type CaseFilter } from './cases.repository.js';
import type { CaseDetail, CaseInstanceView, CaseSummary, Page } from './cases.view.js';
import { IssuedNotices } from './issued-notices.js';
import { PersonVault, type People, type Person } from './person-vault.js';

/** The petitioner as a notice addresses him: by full name, documents and phone masked. */
export interface Addressee {
  name: string;
  maskedIdNumber?: string;
  maskedPhone?: string;
  address?: string;
}

/** Reads of cases: lists, the page of one case, and the unmasked person for a reason. */
@Injectable()
export class CasesService {
  constructor(
    private readonly cases: CasesRepository,
    private readonly workflow: CaseWorkflowRepository,
    private readonly notices: IssuedNotices,
    private readonly vault: PersonVault,
    private readonly access: CaseAccess,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: ViewCalendar,
  ) {}

  /** @throws Failure not-found, the same for a case that does not exist and one outside the actor's scope. */
  async visible(actor: Actor, caseId: string): Promise<{ id: string; number: string }> {
    const { id, number } = await this.find(actor, caseId);
    return { id, number };
  }

  async list(actor: Actor, query: CaseSearchQuery): Promise<Page<CaseSummary>> {
    const { page = 1, size = 20 } = query;
    const { rows, total } = await this.cases.page(actor, this.filterOf(query), size, (page - 1) * size);
    const clocks = await this.cases.clocks(rows.map((row) => row.id));
    const items = rows.map((row) => summaryOf(row, this.viewsOf(clocks.filter((clock) => clock.caseId === row.id))));
    return { items, total, page, size };
  }

  /** The page of one case, the person masked. Leaves a row. @throws Failure not-found */
  async detail(caseId: string, actor: Actor): Promise<CaseDetail> {
    const row = await this.find(actor, caseId);
    await this.access.record(actor, caseId, 'view');
    return detailOf({
      row,
      people: this.vault.open(caseId, row.wrappedKey, row.person),
      clocks: this.viewsOf(await this.cases.clocks([caseId])),
      demands: await this.cases.demands(caseId),
      leads: await this.cases.leads(caseId),
      stations: await this.cases.stations(caseId),
      instances: await this.instances(actor, caseId),
      notices: await this.notices.ofCase(caseId, actor),
    });
  }

  /** The whole person, for a reason that is written down first. @throws Failure not-found */
  async reveal(actor: Actor, caseId: string, reason: string): Promise<{ person: Person } & Pick<People, 'companions'>> {
    const row = await this.find(actor, caseId);
    await this.access.record(actor, caseId, 'reveal', reason.trim());
    const { petitioner, companions } = this.vault.open(caseId, row.wrappedKey, row.person);
    return { person: petitioner, companions };
  }

  /** Whom a notice of the case is addressed to; for the server's own work. @throws Failure not-found */
  async addressee(caseId: string): Promise<Addressee> {
    const row = await this.cases.sealedPerson(caseId);
    if (!row) throw notFound('该信访事项');
    const { name, idNumber, phone, address } = this.vault.open(caseId, row.wrappedKey, row.person).petitioner;
    return {
      name,
      ...(idNumber ? { maskedIdNumber: maskIdNumber(idNumber) } : {}),
      ...(phone ? { maskedPhone: maskPhone(phone) } : {}),
      ...(address ? { address } : {}),
    };
  }

  private async find(actor: Actor, caseId: string): Promise<FullCaseRow> {
    const row = await this.cases.find(actor, caseId);
    if (!row) throw notFound('该信访事项');
    return row;
  }

  private async instances(actor: Actor, caseId: string): Promise<CaseInstanceView[]> {
    const rows = await this.workflow.instances(actor, caseId);
    const keys = rows.map((row) => row.key);
    const tasks = await this.workflow.openTasks(keys);
    const marks = await this.workflow.marks(keys);
    return rows.map((row) => instanceOf(row, tasks, marks));
  }

  private viewsOf(clocks: readonly ClockRow[]): ClockView[] {
    const now = this.clock.instant();
    return clocks.map((clock) => viewClock(clock, now, this.calendar));
  }

  private filterOf(query: CaseSearchQuery): CaseFilter {
    const q = query.q?.trim();
    return {
      q,
      qHashes: q
        ? { name: this.vault.hash('name', q)!, id: this.vault.hash('id', q)!, phone: this.vault.hash('phone', q)! }
        : undefined,
      status: query.status,
      category: query.category,
      unitId: query.unitId,
      occurrence: query.occurrence,
      gathering: query.gathering,
      overdueOn: query.overdue === 'true' ? dayAt(this.clock.now()) : undefined,
    };
  }
}
