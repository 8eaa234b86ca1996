import { Inject, Injectable } from '@nestjs/common';
import { coverageOf, gapSentence, gapsOf } from '../../domain/receptions/coverage.js';
import { reachOfMonth, type Month } from '../../domain/receptions/periods.js';
import { draftRoster, type Leader } from '../../domain/receptions/roster.js';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { randomId } from '../../platform/keys/random.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { ObligationsService } from './obligations.service.js';
import { hallLevel } from './reception.rows.js';
import type { CoverageShown, PublicationShown, RosterShown } from './receptions.dto.js';
import { ReceptionsRepository } from './receptions.repository.js';

const usualHours = { startsAt: '09:00', endsAt: '11:30' };
const hallHours = { startsAt: '09:00', endsAt: '17:00' };

/** The roster of a month: made, checked against the rule, published. Without an actor the monthly process acts for all units. */
@Injectable()
export class RosterService {
  constructor(
    private readonly database: Database,
    private readonly repository: ReceptionsRepository,
    private readonly obligations: ObligationsService,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  async generate(month: Month, actor: Actor, unitId?: string): Promise<RosterShown> {
    return this.database.write(async (transaction) => {
      const drafted = await this.draft(transaction, month, actor, unitId);
      return { ...drafted, coverage: await this.coverage(month, transaction) };
    });
  }

  /** Fills what is missing; nothing that is there already changes. */
  async draft(
    transaction: SqlTransaction,
    month: Month,
    actor: Actor | null,
    unitId?: string,
  ): Promise<{ drafted: number; withoutLeader: number }> {
    await transaction.lock({ kind: 'roster', key: 'receptions' });
    const units = await this.unitsOf(transaction, actor, unitId);
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    const { from, to } = reachOfMonth(month);
    const slots = draftRoster(
      month,
      units,
      await this.repository.planned(transaction, from, to),
      await this.obligations.list(transaction),
      await this.leaders(transaction),
      this.calendar,
    );
    let drafted = 0;
    let withoutLeader = 0;
    for (const { unitId: id, day, leader } of slots) {
      const { address, name, level } = byId.get(id)!;
      const slot = {
        id: randomId(),
        unitId: id,
        day,
        ...(level === hallLevel ? hallHours : usualHours),
        place: address || name,
        leaderId: leader?.id ?? null,
        leaderName: leader?.name ?? '',
        status: 'draft' as const,
      };
      if (!(await this.repository.insert(transaction, slot, this.clock.instant()))) continue;
      drafted += 1;
      if (!leader) withoutLeader += 1;
    }
    return { drafted, withoutLeader };
  }

  async coverage(month: Month, reader: SqlReader = this.database): Promise<CoverageShown> {
    const { from, to } = reachOfMonth(month);
    const rows = coverageOf(
      month,
      await this.repository.units(reader, null),
      await this.repository.planned(reader, from, to),
      await this.obligations.list(reader),
      this.calendar,
    );
    return { month, rows, gaps: gapsOf(rows).map(gapSentence) };
  }

  publishAs(month: Month, actor: Actor, unitId: string | undefined, reason: string): Promise<PublicationShown> {
    return this.database.write((transaction) => this.publish(transaction, month, actor, { unitId, reason }));
  }

  /**
   * Makes the drafts public.
   * @throws Failure coverage-incomplete where the rule is not kept and no reason is given; leader-missing; nothing-to-publish.
   */
  async publish(
    transaction: SqlTransaction,
    month: Month,
    actor: Actor | null,
    { unitId, reason }: { unitId?: string; reason: string },
  ): Promise<PublicationShown> {
    await transaction.lock({ kind: 'roster', key: 'receptions' });
    const unitIds = (await this.unitsOf(transaction, actor, unitId)).map(({ id }) => id);
    const { from, to } = reachOfMonth(month);
    const drafts = await this.repository.drafts(transaction, unitIds, from, to);
    const unnamed = drafts.filter(({ leaderName }) => leaderName === '');
    if (unnamed.length > 0) throw leaderMissing(unnamed);
    const gaps = gapsOf((await this.coverage(month, transaction)).rows).filter((row) => unitIds.includes(row.unitId));
    if (gaps.length > 0 && reason.trim() === '') throw incomplete(gaps.map(gapSentence));
    if (drafts.length === 0) throw new Failure('conflict', 'nothing-to-publish', `${month} 没有尚未公布的接待安排。`);
    const at = this.clock.instant();
    let published = 0;
    for (const { id } of drafts) {
      if (!(await this.repository.publish(transaction, id, at))) continue;
      published += 1;
      await this.repository.note(transaction, {
        slotId: id,
        kind: '公布',
        before: '',
        reason: reason.trim(),
        by: actor?.userId ?? null,
        at,
      });
    }
    return { published, message: `已公布 ${published} 次领导接待，信访人现在可以查到时间、地点和接待领导。` };
  }

  private async unitsOf(
    reader: SqlReader,
    actor: Actor | null,
    unitId?: string,
  ): ReturnType<ReceptionsRepository['units']> {
    const units = await this.repository.units(reader, actor, unitId);
    if (unitId && units.length === 0) throw notFound('该单位');
    return units;
  }

  private async leaders(reader: SqlReader): Promise<Map<string, Leader[]>> {
    const byUnit = new Map<string, Leader[]>();
    for (const { unitId, id, name } of await this.repository.leaders(reader)) {
      byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), { id, name }]);
    }
    return byUnit;
  }
}

function leaderMissing(slots: readonly { unitName: string; day: string }[]): Failure {
  const problems = slots.map(({ unitName, day }) => ({
    rule: 'leader-missing',
    message: `${unitName} ${day} 还没有定接待领导。`,
  }));
  const message = `有 ${slots.length} 次接待还没有定接待领导，不能公布：${problems[0]!.message}`;
  return new Failure('unprocessable', 'leader-missing', message, problems);
}

function incomplete(gaps: readonly string[]): Failure {
  const problems = gaps.map((message) => ({ rule: 'L1', message }));
  const message = `领导接待日没有达到规定次数（${gaps.length} 处），补齐后再公布，或者写明理由：${gaps[0]}`;
  return new Failure('unprocessable', 'coverage-incomplete', message, problems);
}
