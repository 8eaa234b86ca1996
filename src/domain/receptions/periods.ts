/** Weeks (ISO 8601), months and working days as the pieces of time in which a reception is due. */
import { plusDays, type Day } from '../calendar/days.js';
import type { WorkCalendar } from '../calendar/work-calendar.js';
import type { Period } from './obligations.js';

/** A calendar month as `YYYY-MM`. */
export type Month = string;

export interface Span {
  /** `2026-W23`, `2026-06` or `2026-06-01`. */
  key: string;
  from: Day;
  /** Last day, included. */
  to: Day;
}

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

export const mondayOf = (day: Day): Day => plusDays(day, 1 - weekday(day));

/** Year and number of an ISO week: the week belongs to the year of its Thursday. */
export function isoWeekKey(day: Day): string {
  const thursday = plusDays(mondayOf(day), 3);
  const year = thursday.slice(0, 4);
  const dayOfYear = (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}

export const firstDayOf = (month: Month): Day => `${month}-01`;
export function lastDayOf(month: Month): Day {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
export const monthAfter = (month: Month): Month => plusDays(lastDayOf(month), 1).slice(0, 7);

export function* daysOf(from: Day, to: Day): Generator<Day> {
  for (let day = from; day <= to; day = plusDays(day, 1)) yield day;
}

export const workingDaysOf = ({ from, to }: Pick<Span, 'from' | 'to'>, calendar: WorkCalendar): Day[] =>
  [...daysOf(from, to)].filter((day) => calendar.isWorkingDay(day));

/**
 * Spans of one period for a month. A week belongs to the month of its Thursday, so that each is looked at exactly once.
 * A span without a working day is left out: nobody can receive in it.
 */
export function spansOf(month: Month, period: Period, calendar: WorkCalendar): Span[] {
  const whole = { key: month, from: firstDayOf(month), to: lastDayOf(month) };
  if (period === 'month') return [whole].filter((span) => workingDaysOf(span, calendar).length > 0);
  if (period === 'workday') return workingDaysOf(whole, calendar).map((day) => ({ key: day, from: day, to: day }));
  const weeks: Span[] = [];
  for (let monday = mondayOf(whole.from); monday <= whole.to; monday = plusDays(monday, 7)) {
    const span = { key: isoWeekKey(monday), from: monday, to: plusDays(monday, 6) };
    if (plusDays(monday, 3).startsWith(month) && workingDaysOf(span, calendar).length > 0) weeks.push(span);
  }
  return weeks;
}

/** Days that decide about the month: the whole of its first and last week. */
export const reachOfMonth = (month: Month): { from: Day; to: Day } => ({
  from: mondayOf(firstDayOf(month)),
  to: plusDays(mondayOf(lastDayOf(month)), 6),
});
