import { plusDays, type Day } from './days.js';
import type { WorkCalendar } from './work-calendar.js';

/** A calendar that names no working day within this many days is broken. */
export const longestRest = 60;

/** @throws RangeError when the calendar has no working day for two months. */
export function nextWorkingDay(day: Day, calendar: WorkCalendar): Day {
  let result = day;
  for (let tried = 0; !calendar.isWorkingDay(result); tried += 1) {
    if (tried === longestRest) throw new RangeError(`工作日历在 ${day} 之后 ${longestRest} 天内没有工作日`);
    result = plusDays(result, 1);
  }
  return result;
}

/**
 * The last day of a term of `length` calendar days. The day of the event is day 0; a last day on a rest day moves to the
 * next working day (民法典 201, 203, by analogy).
 */
export const lastCalendarDay = (start: Day, length: number, calendar: WorkCalendar): Day =>
  nextWorkingDay(plusDays(start, length), calendar);

/** The last day of a term of `length` working days; the day of the event is day 0, whether or not it is worked. */
export function lastWorkingDay(start: Day, length: number, calendar: WorkCalendar): Day {
  let day = start;
  for (let left = length; left > 0; left -= 1) day = nextWorkingDay(plusDays(day, 1), calendar);
  return nextWorkingDay(day, calendar);
}

/** Working days after `from`, up to and with `to`; 0 where `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) if (calendar.isWorkingDay(day)) count += 1;
  return count;
}
