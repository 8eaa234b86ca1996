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
  unitId: string;
}

interface UnitFacts extends NoticeUnit {
  id: string;
  level: string;
}

/** Level of the units a referral is addressed to. */
const policeLevel = '公安机关';

/** Reads what a notice may say from the case, its demands, clocks, units and earlier performers. */
@Injectable()
export class NoticeSourcesReader {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesService,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** @throws JobFailure when the instance serves no case. */
  async read(occasion: NoticeOccasion, number: string): Promise<NoticeSources & { unitId: string }> {
    if (!occasion.caseId) throw new JobFailure('该流程没有关联的信访事项，不能出具文书。');
    const facts = await this.caseFacts(occasion.caseId);
    const units = await this.units();
    const office = unitOf(units, facts.unitId);
    const performers = await this.performers(occasion);
    return {
      number,
      now: this.clock.now(),
      unitId: facts.unitId,
      unit: office,
      office,
      case: {
        ...facts,
        category: nameOf(categories, facts.category),
        channel: nameOf(channels, facts.channel),
        registeredAt: new Date(facts.registeredAt),
        receivedAt: new Date(facts.receivedAt),
      },
      petitioner: await this.cases.addressee(occasion.caseId),
      demands: await this.demands(occasion.caseId),
      clocks: await this.lastDays(occasion.caseId, facts.receivedAt),
      variables: occasion.variables,
      units: Object.fromEntries(units.map(({ id, name, phone }) => [id, { name, phone }])),
      performers,
      signer: { name: lastPerformer(performers) ?? occasion.actor?.displayName ?? '' },
      policeOrgan: units.find((unit) => unit.level === policeLevel)?.name,
    };
  }

  private async caseFacts(caseId: string): Promise<CaseFacts> {
    const row = await this.database.get<CaseFacts>(
      `SELECT id AS "id", number AS "number", title AS "title", category AS "category", place AS "place", registered_at AS "registeredAt",
         received_at AS "receivedAt", channel AS "channel", headcount AS "headcount", query_code AS "queryCode", unit_id AS "unitId"
       FROM petition_case WHERE id = ?`,
      [caseId],
    );
    return row!;
  }

  private units(): Promise<UnitFacts[]> {
    return this.database.all(
      `SELECT id AS "id", level AS "level", name AS "name", short_code AS "shortCode", phone AS "phone", address AS "address" FROM unit`,
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

function unitOf(units: UnitFacts[], id: string): NoticeUnit {
  const { id: _id, level: _level, ...unit } = units.find((candidate) => candidate.id === id)!;
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
