import type { Day } from '../calendar/days.js';
import type { WorkCalendar } from '../calendar/work-calendar.js';
import { coverageOf, type BoundUnit, type PlannedSlot } from './coverage.js';
import type { Obligation } from './obligations.js';
import { weekday, workingDaysOf, type Month, type Span } from './periods.js';

export interface Leader {
  id: string;
  name: string;
}

export interface DraftSlot {
  unitId: string;
  day: Day;
  /** Null where the unit has no leader on the roll: the editor must name one before it is published. */
  leader: Leader | null;
}

/** The county receives in the middle of the week, so that a week with a holiday at either end keeps its day. */
const usualWeekday = 3;

/** Days for what is still missing; leaders take turns. What is planned already stays as it is. */
export function draftRoster(
  month: Month,
  units: readonly BoundUnit[],
  existing: readonly PlannedSlot[],
  obligations: readonly Obligation[],
  leaders: ReadonlyMap<string, readonly Leader[]>,
  calendar: WorkCalendar,
): DraftSlot[] {
  const turns = new Map<string, number>();
  return coverageOf(month, units, existing, obligations, calendar).flatMap((row) => {
    const taken = new Set(existing.filter(({ unitId }) => unitId === row.unitId).map(({ day }) => day));
    return freeDays(row, row.missing, taken, calendar).map((day) => {
      const own = leaders.get(row.unitId) ?? [];
      const turn = turns.get(row.unitId) ?? 0;
      turns.set(row.unitId, turn + 1);
      return { unitId: row.unitId, day, leader: own.length > 0 ? own[turn % own.length]! : null };
    });
  });
}

/** Working days spread evenly over the span; of a week the one nearest to Wednesday. */
function freeDays(span: Span & { period: string }, count: number, taken: Set<Day>, calendar: WorkCalendar): Day[] {
  const free = workingDaysOf(span, calendar).filter((day) => !taken.has(day));
  if (span.period === 'week') {
    free.sort(
      (a, b) => Math.abs(weekday(a) - usualWeekday) - Math.abs(weekday(b) - usualWeekday) || a.localeCompare(b),
    );
    return free.slice(0, count).sort();
  }
  const most = Math.min(count, free.length);
  return Array.from({ length: most }, (_, index) => free[Math.floor(((index + 0.5) * free.length) / most)]!);
}
