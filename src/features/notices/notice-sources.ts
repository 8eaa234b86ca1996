import { Inject, Injectable } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import { clockTable } from '../../domain/clocks/clock-table.js';
import { startClock } from '../../domain/clocks/statutory-clock.js';
import { categories, channels } from '../../domain/codes/case-codes.js';
import { nameOf } from '../../domain/codes/code.js';
import type { Variables, WorkCalendar } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { JobFailure } from '../../workflow/ports/case-port.js';
import { CasesService } from '../cases/cases.service.js';
import type { NoticeSources } from './rendering/assemble-notice-data.js';
import type { NoticeUnit } from './rendering/notice-data.js';

/** What a notice is about: the job that asks for it, or the same job in a preview. */
export interface NoticeOccasion {
  caseId: string | null;
  instanceKey: string;
  variables: Variables;
  actor: Actor | null;
  /** In a preview: the step that is being filled in, as if it were done. */
  ahead?: Record<string, { name: string; at: Date }>;
}

interface CaseFacts {
  id: string;
  number: string;
  title: string;
  category: string;
  place: string;
  registeredAt: string;
  receivedAt: string;
  channel: string;
  headcount: number;
  queryCode: string;
  summary: string;
  urgency: string;
  window: string;
  prior: string;
  needs: string;
  docketNumber: string | null;
  unitId: string;
  responsibleUnitId: string | null;
}

interface UnitFacts extends NoticeUnit {
  id: string;
  level: string;
}

/** Level of the units a referral is addressed to. */
const policeLevel = '公安机关';

/** Level of the office that issues what serves no single case. */
const officeLevel = '信访机构';

/** Reads what a notice may say from the case, its demands, clocks, units and earlier performers. */
@Injectable()
export class NoticeSourcesReader {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesService,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** @throws JobFailure when nobody is named who could issue it. */
  async read(
    occasion: NoticeOccasion,
    { number, issuer }: { number: string; issuer: string },
  ): Promise<NoticeSources & { unitId: string }> {
    const facts = occasion.caseId ? await this.caseFacts(occasion.caseId) : undefined;
    const units = await this.units();
    const office = await this.office(occasion, facts, units);
    const unit = issuedBy(issuer, { office, facts, variables: occasion.variables, units });
    const performers = await this.performers(occasion);
    const matter = facts && (await this.caseSources(facts));
    return {
      number,
      now: this.clock.now(),
      unitId: unit.id,
      unit: printed(unit),
      office: printed(office),
      ...(matter ?? { demands: [], clocks: {} }),
      variables: occasion.variables,
      units: Object.fromEntries(units.map(({ id, name, phone }) => [id, { name, phone }])),
      performers,
      signer: { name: lastPerformer(performers) ?? occasion.actor?.displayName ?? '' },
      policeOrgan: units.find(({ level }) => level === policeLevel)?.name,
    };
  }

  private async caseSources(
    facts: CaseFacts,
  ): Promise<Pick<NoticeSources, 'case' | 'petitioner' | 'demands' | 'clocks' | 'responsibleUnitId'>> {
    const { id: caseId, unitId: _unitId, responsibleUnitId, registeredAt, receivedAt, docketNumber, ...matter } = facts;
    return {
      case: {
        ...matter,
        category: nameOf(categories, facts.category),
        channel: nameOf(channels, facts.channel),
        registeredAt: new Date(registeredAt),
        receivedAt: new Date(receivedAt),
        ...(docketNumber && { docketNumber }),
      },
      petitioner: await this.cases.addressee(caseId),
      demands: await this.demands(caseId),
      clocks: await this.lastDays(caseId, receivedAt),
      ...(responsibleUnitId && { responsibleUnitId }),
    };
  }

  /** Where the matter was registered; without a matter, the unit of the instance, else the petition office itself. */
  private async office(occasion: NoticeOccasion, facts: CaseFacts | undefined, units: UnitFacts[]): Promise<UnitFacts> {
    const instance = facts
      ? undefined
      : await this.database.get<{ unitId: string | null }>(
          `SELECT unit_id AS "unitId" FROM process_instance WHERE instance_key = ?`,
          [occasion.instanceKey],
        );
    const id = facts?.unitId ?? instance?.unitId;
    const office = units.find((unit) => (id ? unit.id === id : unit.level === officeLevel));
    if (!office) throw new JobFailure('不知道由哪个单位出具文书：该流程没有关联信访事项，也没有所属单位。');
    return office;
  }

  private async caseFacts(caseId: string): Promise<CaseFacts> {
    const row = await this.database.get<CaseFacts>(
      `SELECT id AS "id", number AS "number", title AS "title", category AS "category", place AS "place", registered_at AS "registeredAt",
         received_at AS "receivedAt", channel AS "channel", headcount AS "headcount", query_code AS "queryCode", summary AS "summary", urgency AS "urgency", window_name AS "window",
         prior AS "prior", needs AS "needs", docket_number AS "docketNumber", unit_id AS "unitId", responsible_unit_id AS "responsibleUnitId"
       FROM petition_case WHERE id = ?`,
      [caseId],
    );
    return row!;
  }

  private units(): Promise<UnitFacts[]> {
    return this.database.all(
      `SELECT id AS "id", level AS "level", name AS "name", short_code AS "shortCode", phone AS "phone", address AS "address" FROM unit ORDER BY id`,
    );
  }

  private async demands(caseId: string): Promise<NoticeSources['demands']> {
    const rows = await this.database.all<{
      no: number;
      text: string;
      answer: string | null;
      result: string | null;
      reply: string | null;
    }>(`SELECT no, text, answer, result, reply FROM case_demand WHERE case_id = ? ORDER BY no`, [caseId]);
    return rows.map(({ no, text, ...given }) => ({ no, text, ...withoutNulls(given) }));
  }

  /** Last days by clock. A clock that this very notice starts (受理告知书 names the day by which the matter will be finished) is computed ahead. */
  private async lastDays(caseId: string, receivedAt: string): Promise<Record<string, string>> {
    const rows = await this.database.all<{ name: string; last_day: string }>(
      `SELECT name, last_day FROM petition_clock WHERE case_id = ? ORDER BY round`,
      [caseId],
    );
    const running = Object.fromEntries(rows.map((row) => [row.name, row.last_day]));
    const today = dayAt(this.clock.instant());
    const ahead = [...clockTable.values()].flatMap((rule) => {
      if (rule.days === undefined || rule.ofIncident) return [];
      const from = rule.from === 'receipt' ? dayAt(receivedAt) : today;
      return [[rule.name, startClock(rule, from, rule.days, 1, this.calendar).lastDay]];
    });
    return { ...(Object.fromEntries(ahead) as Record<string, string>), ...running };
  }

  private async performers({
    instanceKey,
    ahead,
  }: NoticeOccasion): Promise<Record<string, { name: string; at: Date }>> {
    const rows = await this.database.all<{
      element_id: string;
      completed_at: string;
      display_name: string | null;
      completed_by: string;
    }>(
      `SELECT t.element_id, t.completed_at, t.completed_by, a.display_name FROM user_task t LEFT JOIN app_user a ON a.username = t.completed_by
       WHERE t.instance_key = ? AND t.state = 'COMPLETED' ORDER BY t.completed_at`,
      [instanceKey],
    );
    const performers: Record<string, { name: string; at: Date }> = {};
    for (const row of rows)
      performers[row.element_id] = { name: row.display_name ?? row.completed_by, at: new Date(row.completed_at) };
    return { ...performers, ...ahead };
  }
}

/** Who issues, as the template says: the office, the unit that handles the case, or the unit whose id a variable holds. */
function issuedBy(
  issuer: string,
  at: { office: UnitFacts; facts: CaseFacts | undefined; variables: Variables; units: UnitFacts[] },
): UnitFacts {
  if (issuer === 'office') return at.office;
  const variable = issuer === 'responsible' ? 'responsibleUnit' : issuer.slice('vars.'.length);
  const value = at.variables[variable] ?? (issuer === 'responsible' ? at.facts?.responsibleUnitId : undefined);
  const unit = at.units.find(({ id }) => id === value);
  if (unit) return unit;
  if (issuer === 'responsible') return at.office;
  throw new JobFailure(`文书由变量“${variable}”所写的单位出具，但其中没有单位。`);
}

function printed({ id: _id, level: _level, ...unit }: UnitFacts): NoticeUnit {
  return unit;
}

function lastPerformer(performers: Record<string, { name: string; at: Date }>): string | undefined {
  return Object.values(performers).reduce<{ name: string; at: Date } | undefined>(
    (last, one) => (!last || one.at >= last.at ? one : last),
    undefined,
  )?.name;
}

function withoutNulls<T extends Record<string, string | null>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: string;
  };
}
