import { Inject, Injectable } from '@nestjs/common';
import { dayAt, type Day } from '../../domain/calendar/days.js';
import { lastCalendarDay } from '../../domain/calendar/terms.js';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.js';
import { clockTable } from '../../domain/clocks/clock-table.js';
import { invariants, violationsOf, type Invariant } from '../../domain/invariants/three-invariants.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import type { InvariantsQuery, InvariantsShown } from './invariants.dto.js';
import { InvariantsRepository, type Found } from './invariants.repository.js';

/** Cases read at once. */
const batch = 500;
/** Batches in one turn of the scheduler, which timers and jobs wait for. */
const batchesInTurn = 10;
/** Hour of the nightly check in Shanghai. */
const nightlyHour = 2;
const hourMillis = 3_600_000;
/** A check that has not ended after so long was cut off with its node. */
const cutOffMillis = 6 * hourMillis;

/** A check that is going on. */
interface Check {
  id: string;
  /** The case looked at last. */
  after: string;
  cases: number;
  found: Found[];
}

/** 三项检查: what breaks the three invariants, looked for every night and whenever somebody asks. */
@Injectable()
export class InvariantsService {
  /** Night whose check this node knows to be done or in other hands. */
  private settled: Day | null = null;
  private nightly: Check | null = null;

  constructor(
    private readonly database: Database,
    private readonly repository: InvariantsRepository,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /**
   * Due once a night from two o'clock on; a server that was down then makes up for it when it is back. True when there is more
   * to look at in the next turn.
   */
  async checkNightly(): Promise<boolean> {
    this.nightly ??= await this.begunTonight();
    if (!this.nightly) return false;
    for (let done = 0; done < batchesInTurn; done += 1) {
      if (await this.lookOn(this.nightly)) continue;
      await this.finish(this.nightly);
      this.nightly = null;
      return false;
    }
    return true;
  }

  private async begunTonight(): Promise<Check | null> {
    const now = this.clock.now();
    const night = dayAt(new Date(now.getTime() - nightlyHour * hourMillis));
    if (this.settled === night) return null;
    const cutOff = new Date(now.getTime() - cutOffMillis).toISOString();
    const id = await this.database.write(async (transaction) => {
      await this.repository.abandon(transaction, cutOff);
      return this.repository.begin(transaction, { slot: night, at: now.toISOString(), userId: null });
    });
    this.settled = night;
    return id === undefined ? null : begun(id);
  }

  async checkNow(actor: Actor): Promise<InvariantsShown> {
    const at = this.clock.instant();
    const id = await this.database.write((transaction) =>
      this.repository.begin(transaction, { slot: null, at, userId: actor.userId }),
    );
    const check = begun(id!);
    while (await this.lookOn(check));
    await this.finish(check);
    return this.show({}, actor);
  }

  async show({ invariant, page = 1, size = 50 }: InvariantsQuery, actor: Actor): Promise<InvariantsShown> {
    const none = Object.fromEntries(invariants.map((name) => [name, 0])) as Record<Invariant, number>;
    const check = await this.repository.newest();
    if (!check) return { items: [], total: 0, page, size, counts: none };
    const { rows, counts } = await this.repository.violations(check.id, actor, invariant, {
      size,
      offset: (page - 1) * size,
    });
    const all = { ...none, ...counts };
    const total = invariant ? all[invariant] : invariants.reduce((sum, name) => sum + all[name], 0);
    const { begunBy, endedAt, cases } = check;
    return {
      check: { at: endedAt, cases, ...(begunBy === null ? {} : { by: { displayName: begunBy } }) },
      items: rows.map(({ unitName, ...row }) => ({ ...row, ...(unitName === null ? {} : { unitName }) })),
      total,
      page,
      size,
      counts: all,
    };
  }

  /** False when every case has been looked at. */
  private async lookOn(check: Check): Promise<boolean> {
    const today = dayAt(this.clock.now());
    const rows = await this.repository.casesAfter(check.after, batch);
    for (const { caseId, receivedAt, ...facts } of rows) {
      const placedBy = lastCalendarDay(dayAt(receivedAt), clockTable.get('转送')!.days!, this.calendar);
      for (const violation of violationsOf({ ...facts, placedBy }, today)) check.found.push({ caseId, ...violation });
    }
    check.cases += rows.length;
    check.after = rows.at(-1)?.caseId ?? check.after;
    return rows.length === batch;
  }

  private finish({ id, cases, found }: Check): Promise<void> {
    const at = this.clock.instant();
    return this.database.write((transaction) => this.repository.finish(transaction, id, { at, cases, found }));
  }
}

const begun = (id: string): Check => ({ id, after: '', cases: 0, found: [] });
