import type { Day } from '../calendar/days.js';
import type { WorkCalendar } from '../calendar/work-calendar.js';
import type { Obligation, Period } from './obligations.js';
import { spansOf, type Month, type Span } from './periods.js';

export interface BoundUnit {
  id: string;
  name: string;
  level: string;
}

export interface PlannedSlot {
  unitId: string;
  day: Day;
}

export interface CoverageRow extends Span {
  unitId: string;
  unitName: string;
  period: Period;
  required: number;
  planned: number;
  /** What is missing; 0 where the rule is kept. */
  missing: number;
}

/** The rule of every unit beside what is planned, for one month (L1; part 3: a leader in the hall every working day). */
export function coverageOf(
  month: Month,
  units: readonly BoundUnit[],
  slots: readonly PlannedSlot[],
  obligations: readonly Obligation[],
  calendar: WorkCalendar,
): CoverageRow[] {
  const rule = new Map(obligations.map((obligation) => [obligation.unitLevel, obligation]));
  return units.flatMap(({ id, name, level }) => {
    const { times, period } = rule.get(level) ?? { times: 0, period: 'month' as const };
    if (times === 0) return [];
    const planned = slots.filter(({ unitId }) => unitId === id).map(({ day }) => day);
    return spansOf(month, period, calendar).map((span) => {
      const count = planned.filter((day) => span.from <= day && day <= span.to).length;
      const missing = Math.max(0, times - count);
      return { ...span, unitId: id, unitName: name, period, required: times, planned: count, missing };
    });
  });
}

export const gapsOf = (rows: readonly CoverageRow[]): CoverageRow[] => rows.filter(({ missing }) => missing > 0);

/** A gap as an office says it. */
export function gapSentence({ unitName, period, key, from, to, required, planned }: CoverageRow): string {
  const span =
    period === 'week'
      ? `${key.slice(0, 4)} 年第 ${Number(key.slice(6))} 周（${from} 至 ${to}）`
      : period === 'month'
        ? `${key} 月`
        : from;
  return `${unitName}：${span}应安排领导接待 ${required} 次，已安排 ${planned} 次。`;
}
