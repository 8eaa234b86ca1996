import { Inject, Injectable } from '@nestjs/common';
import { yearOf, dayAt, plusDays, type Day } from '../../domain/calendar/days.js';
import { longestRest, nextWorkingDay } from '../../domain/calendar/terms.js';
import { ChineseWorkCalendar } from '../../domain/calendar/work-calendar.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { CalendarRepository } from './calendar.repository.js';
import type { CalendarShown, OverrideBody } from './calendar.dto.js';
import type { LiveCalendar } from './live-calendar.js';

const changesShown = 100;
/** More than an organ departs from the published calendar in a generation. */
const mostOverrides = 2_000;
/** Years that can be told apart by the rules of the calendar (清明 is computed for this century). */
const [firstYear, lastYear] = [2000, 2099];

/** The organ's own working days, on top of the published calendar. */
@Injectable()
export class CalendarService {
  private readonly published = new ChineseWorkCalendar();

  constructor(
    private readonly database: Database,
    private readonly repository: CalendarRepository,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: LiveCalendar,
  ) {}

  async show(): Promise<CalendarShown> {
    const overrides = await this.repository.overrides(this.database);
    return {
      version: this.calendar.version,
      publishedThrough: this.publishedThrough(),
      overrides: overrides.map((override) => ({ ...override, published: this.published.isWorkingDay(override.day) })),
      changes: await this.repository.changes(this.database, changesShown),
    };
  }

  /** @throws Failure day-invalid, too-many-overrides. */
  async put(day: string, { working, reason }: OverrideBody, actor: Actor): Promise<void> {
    checkDay(day);
    await this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'calendar', key: '' });
      const at = this.clock.instant();
      await this.repository.put(transaction, { day, working, reason: reason.trim() }, actor.userId, at);
      await this.changed(transaction, { day, working, reason: reason.trim() }, actor, at);
    });
  }

  /** The day is again as published. @throws Failure day-invalid, not-found. */
  async remove(day: string, actor: Actor): Promise<void> {
    checkDay(day);
    await this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'calendar', key: '' });
      const before = await this.repository.override(transaction, day);
      if (!before || !(await this.repository.remove(transaction, day))) throw notFound('该日的调整');
      await this.changed(transaction, { day, working: null, reason: before.reason }, actor, this.clock.instant());
    });
  }

  /** Notes the change with the calendar that comes of it; timers are computed anew by the next turn (`CalendarSweep`). */
  private async changed(
    transaction: SqlTransaction,
    change: { day: Day; working: boolean | null; reason: string },
    actor: Actor,
    changedAt: string,
  ): Promise<void> {
    const overrides = await this.repository.overrides(transaction);
    if (overrides.length > mostOverrides) {
      throw new Failure('unprocessable', 'too-many-overrides', `调整的日期不能超过 ${mostOverrides} 天。`);
    }
    const calendar = new ChineseWorkCalendar(overrides);
    if (!hasWorkingDays(change.day, calendar)) {
      throw new Failure(
        'unprocessable',
        'no-working-days',
        '这样调整后将连续两个月没有工作日，期限无法计算，没有作任何改动。',
      );
    }
    await this.repository.note(transaction, { ...change, changedBy: actor.userId, changedAt }, calendar.version);
    transaction.afterCommit(() => this.calendar.use(overrides));
  }

  /** The last year whose holidays the State Council has published; later ones are provisional. */
  private publishedThrough(): number {
    let year = yearOf(dayAt(this.clock.now()));
    while (!this.published.isProvisional(year)) year += 1;
    return year - 1;
  }
}

/** Terms that end around the day must find a working day to end on. */
function hasWorkingDays(day: Day, calendar: ChineseWorkCalendar): boolean {
  try {
    for (let before = 0; before <= longestRest; before += 1) nextWorkingDay(plusDays(day, -before), calendar);
    return true;
  } catch (reason) {
    if (reason instanceof RangeError) return false;
    throw reason;
  }
}

function checkDay(day: string): void {
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && plusDays(day, 0) === day;
  if (isDay && yearOf(day) >= firstYear && yearOf(day) <= lastYear) return;
  throw new Failure('invalid', 'day-invalid', `日期应为 ${firstYear}—${lastYear} 年间的某一天，如 2026-10-08。`);
}
