import { daysBetween, plusDays, type Day } from '../../domain/calendar/days.js';
import { Failure } from '../../platform/failure.js';

/** Days that one look at the roster may span: a quarter with the weeks at its ends. */
export const mostDays = 100;

/** @throws Failure day-invalid for a day that no calendar has. */
export function checkDay(day: string): Day {
  const isDay = !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && plusDays(day, 0) === day;
  if (isDay && day >= '2000-01-01' && day <= '2099-12-31') return day;
  throw new Failure('invalid', 'day-invalid', `日期“${day}”不存在，应为 2000—2099 年间的某一天，如 2026-06-03。`);
}

/** @throws Failure day-invalid, span-invalid. */
export function checkSpan(from: string, to: string): void {
  const days = daysBetween(checkDay(from), checkDay(to));
  if (days < 0 || days > mostDays) {
    throw new Failure('invalid', 'span-invalid', `截止日期应在起始日期当天或之后，且不超过 ${mostDays} 天。`);
  }
}
