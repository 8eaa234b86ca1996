import { Injectable } from '@nestjs/common';
import { dayAt, plusDays, type Day } from '../../domain/calendar/days.js';
import type { ClockFact, Facts, Opinion, ReceptionFact, RepliedFact, UrgeFact } from '../../domain/statistics/facts.js';
import type { Period } from '../../domain/statistics/figure.js';
import { evaluationDays } from '../../domain/statistics/figures.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import type { CaseFlags } from '../cases/case.rows.js';
import { clockColumns } from '../cases/clocks/clock-rows.js';
import { caseScope } from '../identity/scope.js';

/** An extension of thirty days and the holidays it may roll over: the term may have been due so much earlier without it. */
const extensionReach = 45;

/** The instant (UTC) at which a day begins in Shanghai. */
export const startOf = (day: Day): string => `${plusDays(day, -1)}T16:00:00.000Z`;

const units = `c.unit_id AS "registeringUnit", COALESCE(c.responsible_unit_id, c.unit_id) AS "handlingUnit"`;

/** Reads what the figures of a period are computed from, within the scope of who asks. */
@Injectable()
export class FactsRepository {
  constructor(private readonly database: Database) {}

  async facts(actor: Actor, period: Period, today: Day): Promise<Facts> {
    return {
      today,
      clocks: await this.clocks(actor, period),
      replied: await this.replied(actor, period),
      urges: await this.urges(actor, period, today),
      receptions: await this.receptions(actor, period),
    };
  }

  private clocks(actor: Actor, { from, to }: Period): Promise<ClockFact[]> {
    const scope = caseScope(actor, 'c');
    return this.database.all(
      `SELECT k.case_id AS "caseId", ${clockColumns('k')}, ${units} FROM petition_clock k JOIN petition_case c ON c.id = k.case_id
       WHERE k.last_day >= ? AND k.last_day <= ? AND (k.last_day <= ? OR k.extended_days > 0) AND ${scope.sql}`,
      [from, plusDays(to, extensionReach), to, ...scope.parameters],
    );
  }

  /** A matter is replied to when its term was stopped at the delivery; one answered on the spot, at the station 回复. */
  private async replied(actor: Actor, { from, to }: Period): Promise<RepliedFact[]> {
    const scope = caseScope(actor, 'c');
    const rows = await this.database.all<{
      caseId: string;
      registeringUnit: string;
      handlingUnit: string;
      outcome: string | null;
      flags: string;
      ofOffice: Opinion | null;
      ofUnit: Opinion | null;
      repliedAt: string;
    }>(
      `SELECT * FROM (SELECT c.id AS "caseId", ${units}, c.outcome AS "outcome", c.flags AS "flags", e.of_office AS "ofOffice", e.of_unit AS "ofUnit",
           COALESCE((SELECT max(k.stopped_at) FROM petition_clock k WHERE k.case_id = c.id AND k.name = '办结'), s.reached_at) AS "repliedAt"
         FROM case_station s JOIN petition_case c ON c.id = s.case_id LEFT JOIN case_evaluation e ON e.case_id = c.id
         WHERE s.station = '回复' AND c.status IN ('已答复', '已办结') AND ${scope.sql}) r
       WHERE r."repliedAt" >= ? AND r."repliedAt" < ?`,
      [...scope.parameters, startOf(plusDays(from, -evaluationDays)), startOf(plusDays(to, 1 - evaluationDays))],
    );
    return rows.map(({ flags, repliedAt, ...row }) => ({
      ...row,
      repliedOn: dayAt(repliedAt),
      isSecret: (JSON.parse(flags) as Partial<CaseFlags>).secrecyAsked === true,
    }));
  }

  private async receptions(actor: Actor, { from, to }: Period): Promise<ReceptionFact[]> {
    const scope = caseScope(actor, 'c');
    const held = `FROM reception_appointment a JOIN reception_slot s ON s.id = a.slot_id JOIN petition_case c ON c.id = a.case_id`;
    const condition = `a.status = 'held' AND s.day >= ? AND s.day <= ? AND ${scope.sql}`;
    const rows = await this.database.all<
      Omit<ReceptionFact, 'isSettledAtOnce' | 'invited'> & { id: string; settled: number }
    >(
      `SELECT a.id AS "id", a.case_id AS "caseId", s.unit_id AS "unitId", s.day AS "day", CASE WHEN a.settled = 1 AND NOT EXISTS (SELECT 1
         FROM process_instance i WHERE i.case_id = a.case_id AND i.process_id = 'xf_review') THEN 1 ELSE 0 END AS "settled"
       ${held} WHERE ${condition}`,
      [from, to, ...scope.parameters],
    );
    const asked = await this.database.all<{ id: string; unitId: string; attended: number }>(
      `SELECT a.id AS "id", t.unit_id AS "unitId", t.attended AS "attended" ${held}
       JOIN reception_attendance t ON t.appointment_id = a.id WHERE ${condition}`,
      [from, to, ...scope.parameters],
    );
    const invited = new Map<string, ReceptionFact['invited'][number][]>();
    for (const { id, unitId, attended } of asked)
      invited.set(id, [...(invited.get(id) ?? []), { unitId, hasAttended: attended === 1 }]);
    return rows.map(({ id, settled, ...row }) => ({
      ...row,
      isSettledAtOnce: settled === 1,
      invited: invited.get(id) ?? [],
    }));
  }

  private async urges(actor: Actor, { from, to }: Period, today: Day): Promise<UrgeFact[]> {
    const scope = caseScope(actor, 'c');
    const rows = await this.database.all<{ caseId: string; handlingUnit: string; begunAt: string; late: number }>(
      `SELECT c.id AS "caseId", COALESCE(c.responsible_unit_id, c.unit_id) AS "handlingUnit", i.started_at AS "begunAt",
         CASE WHEN EXISTS (SELECT 1 FROM petition_clock k WHERE k.case_id = c.id AND k.stopped_at IS NULL AND k.paused_on IS NULL
           AND k.name <> '复查申请期' AND k.last_day < ?) THEN 1 ELSE 0 END AS "late"
       FROM process_instance i JOIN petition_case c ON c.id = i.case_id
       WHERE i.process_id = 'xf_urge' AND i.started_at >= ? AND i.started_at < ? AND ${scope.sql}`,
      [today, startOf(from), startOf(plusDays(to, 1)), ...scope.parameters],
    );
    return rows.map(({ begunAt, late, ...row }) => ({ ...row, begunOn: dayAt(begunAt), isMended: late === 0 }));
  }
}
