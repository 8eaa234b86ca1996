import type { Day } from '../calendar/days.js';

/** One matter (or term, or docket) that a figure looks at. */
export interface Observation {
  caseId: string;
  /** The unit that is measured by it. */
  unitId: string;
  /** Which period it belongs to: the day it was due, for what is not due the day it happened. */
  day: Day;
  /** Whether it counts in the numerator too. */
  isHit: boolean;
}

/** A numerator and a denominator: a figure is never shown without both. */
export interface Ratio {
  n: number;
  d: number;
}

export interface Period {
  from: Day;
  /** Last day, included. */
  to: Day;
}

export const within = ({ from, to }: Period, day: Day): boolean => from <= day && day <= to;

export const ratioOf = (observations: readonly Observation[]): Ratio => ({
  n: observations.filter((observation) => observation.isHit).length,
  d: observations.length,
});

/** Share in percent with one decimal; null where there is nothing to divide by. */
export const percentOf = ({ n, d }: Ratio): number | null => (d === 0 ? null : Math.round((n / d) * 1_000) / 10);

/** As it is printed: `96.3%`, and 「—」 where the denominator is 0. */
export function shown(ratio: Ratio): string {
  const percent = percentOf(ratio);
  return percent === null ? '—' : `${percent.toFixed(1)}%`;
}

/** By month of the observation, every month of the period, also those without any. */
export function byMonth(observations: readonly Observation[], period: Period): ({ month: string } & Ratio)[] {
  const byName = groups(observations, ({ day }) => day.slice(0, 7));
  return monthsOf(period).map((month) => ({ month, ...ratioOf(byName.get(month) ?? []) }));
}

export function byUnit(observations: readonly Observation[]): ({ unitId: string } & Ratio)[] {
  return [...groups(observations, ({ unitId }) => unitId)].map(([unitId, own]) => ({ unitId, ...ratioOf(own) }));
}

export function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  let [year, month] = from.slice(0, 7).split('-').map(Number) as [number, number];
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > to.slice(0, 7)) return months;
    months.push(name);
    if ((month += 1) > 12) [year, month] = [year + 1, 1];
  }
}

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group) group.push(item);
    else found.set(key, [item]);
  }
  return found;
}
