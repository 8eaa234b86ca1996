/**
 * Arithmetic on calendar days written as `YYYY-MM-DD` and on instants, in Asia/Shanghai (UTC+8 the whole year: China has
 * kept no summer time since 1991).
 *
 * Counting follows 民法典 articles 201 and 203, by analogy: the day of the event is day 0, and a last day that is not a
 * working day moves to the next working day.
 */
import type { Day, Instant, WorkCalendar } from '../ports.js';
import { FeelError } from './feel-error.js';

const DAY_MILLIS = 86_400_000;
const SHANGHAI_MILLIS = 8 * 3_600_000;
/** Ten years: longer than any statutory clock, short enough that counting day by day stays instant. */
const LONGEST_COUNT = 3_660;
/** A calendar that names no working day within this many days is broken. */
const LONGEST_REST = 60;

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

export function isDay(text: string): text is Day {
  return DAY_PATTERN.test(text) && plusDays(text, 0) === text;
}

/** The day `count` calendar days later (earlier when negative). */
export function plusDays(day: Day, count: number): Day {
  const millis = Date.parse(`${day}T00:00:00Z`) + count * DAY_MILLIS;
  return Number.isNaN(millis) ? '' : new Date(millis).toISOString().slice(0, 10);
}

/** The day in Shanghai at an instant. */
export function dayAt(instant: Instant): Day {
  return new Date(Date.parse(instant) + SHANGHAI_MILLIS).toISOString().slice(0, 10);
}

/** The last day of a term of `count` calendar days that begins on `from`. */
export function addCalendarDays(from: Day, count: number, calendar: WorkCalendar): Day {
  return rollForward(plusDays(from, checkedCount(count)), calendar);
}

/** The last day of a term of `count` working days that begins on `from`. */
export function addWorkingDays(from: Day, count: number, calendar: WorkCalendar): Day {
  let day = from;
  for (let left = checkedCount(count); left > 0; left -= 1) {
    day = rollForward(plusDays(day, 1), calendar);
  }
  return rollForward(day, calendar);
}

function rollForward(day: Day, calendar: WorkCalendar): Day {
  let result = day;
  for (let tried = 0; !calendar.isWorkingDay(result); tried += 1) {
    if (tried === LONGEST_REST)
      throw new FeelError(`工作日历在 ${day} 之后 ${LONGEST_REST} 天内没有工作日，请检查工作日历`);
    result = plusDays(result, 1);
  }
  return result;
}

function checkedCount(count: number): number {
  if (!Number.isInteger(count) || count < 0 || count > LONGEST_COUNT) {
    throw new FeelError(`天数须为 0 至 ${LONGEST_COUNT} 的整数，现为 ${count}`);
  }
  return count;
}
