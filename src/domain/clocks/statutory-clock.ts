import { dayAt, daysBetween, plusDays, yearOf, type Day } from '../calendar/days.js';
import { lastCalendarDay, lastWorkingDay, nextWorkingDay, workingDaysBetween } from '../calendar/terms.js';
import type { WorkCalendar } from '../calendar/work-calendar.js';
import { clockTable, type ClockRule } from './clock-table.js';

/** A clock of a case as it stands: what its ledger comes to. */
export interface ClockRecord {
  name: string;
  /** 1, or more where the matter is handled anew after a review (重办). */
  round: number;
  startedOn: Day;
  /** Length of the term without extension, in days of its unit. */
  daysAllowed: number;
  unit: ClockRule['unit'];
  /** Calendar days for which it rested; the present rest is not among them. */
  pausedDays: number;
  extendedDays: number;
  /** Day since which it rests; null while it runs. */
  pausedOn: Day | null;
  /** While it rests: the last day it had before. */
  lastDay: Day;
  /** Instant at which the duty was fulfilled. */
  stoppedAt: string | null;
}

/** Days of which it is not certain yet whether they are worked are told by the calendar where it knows. */
export type ViewCalendar = WorkCalendar & { isProvisional?(year: number): boolean };

export type ClockLevel = 'normal' | 'warning' | 'overdue' | 'paused' | 'stopped';

export interface ClockView {
  name: string;
  round: number;
  startedOn: Day;
  lastDay: Day;
  stoppedAt?: string;
  pausedOn?: Day;
  /** Extension included. */
  daysAllowed: number;
  unit: ClockRule['unit'];
  /** Days since the start without those of rest; frozen when the clock stopped or rests. */
  daysUsed: number;
  /** Days until the last day; 0 on it. After it negative, in calendar days whatever the unit. */
  daysLeft: number;
  extendedDays: number;
  pausedDays: number;
  level: ClockLevel;
  /** The holidays around the last day are not published yet: it is counted anew when they are. */
  isProvisional: boolean;
}

/** What of a record decides its last day. */
export type Term = Pick<ClockRecord, 'startedOn' | 'daysAllowed' | 'unit' | 'pausedDays' | 'extendedDays'>;

/** Start + length + rests + extension; on a rest day it moves to the next working day, once, at the end. */
export function lastDayOf(term: Term, calendar: WorkCalendar): Day {
  const { startedOn, daysAllowed, unit, pausedDays, extendedDays } = term;
  const more = pausedDays + extendedDays;
  if (unit === 'calendar') return lastCalendarDay(startedOn, daysAllowed + more, calendar);
  return nextWorkingDay(plusDays(lastWorkingDay(startedOn, daysAllowed, calendar), more), calendar);
}

/** @param days length of the term in days of the rule's unit @param round which time in the life of the case */
export function startClock(
  rule: ClockRule,
  startedOn: Day,
  days: number,
  round: number,
  calendar: WorkCalendar,
): ClockRecord {
  const term = { startedOn, daysAllowed: days, unit: rule.unit, pausedDays: 0, extendedDays: 0 };
  return { name: rule.name, round, ...term, pausedOn: null, lastDay: lastDayOf(term, calendar), stoppedAt: null };
}

export function resumeClock(clock: ClockRecord, on: Day, calendar: WorkCalendar): ClockRecord {
  if (clock.pausedOn === null) return clock;
  const pausedDays = clock.pausedDays + daysBetween(clock.pausedOn, on);
  const resumed = { ...clock, pausedDays, pausedOn: null };
  return { ...resumed, lastDay: lastDayOf(resumed, calendar) };
}

export function extendClock(clock: ClockRecord, days: number, calendar: WorkCalendar): ClockRecord {
  const extended = { ...clock, extendedDays: clock.extendedDays + days };
  return { ...extended, lastDay: lastDayOf(extended, calendar) };
}

/** What a clock shows at an instant. */
export function viewClock(clock: ClockRecord, now: string | Date, calendar: ViewCalendar): ClockView {
  const { name, round, startedOn, lastDay, unit, pausedOn, stoppedAt, extendedDays, pausedDays } = clock;
  const today = dayAt(stoppedAt ?? now);
  const at = pausedOn !== null && pausedOn < today ? pausedOn : today;
  const daysLeft = daysUntil(lastDay, at, unit, calendar);
  return {
    name,
    round,
    startedOn,
    lastDay,
    ...(stoppedAt === null ? {} : { stoppedAt }),
    ...(pausedOn === null || stoppedAt !== null ? {} : { pausedOn }),
    daysAllowed: clock.daysAllowed + extendedDays,
    unit,
    daysUsed:
      unit === 'calendar' ? daysBetween(startedOn, at) - pausedDays : workingDaysBetween(startedOn, at, calendar),
    daysLeft,
    extendedDays,
    pausedDays,
    level: stoppedAt !== null ? 'stopped' : pausedOn !== null ? 'paused' : runningLevel(name, daysLeft),
    isProvisional: stoppedAt === null && (calendar.isProvisional?.(yearOf(lastDay)) ?? false),
  };
}

function daysUntil(lastDay: Day, at: Day, unit: ClockRecord['unit'], calendar: WorkCalendar): number {
  if (unit === 'calendar' || at > lastDay) return daysBetween(at, lastDay);
  return workingDaysBetween(at, lastDay, calendar);
}

function runningLevel(name: string, daysLeft: number): ClockLevel {
  if (daysLeft < 0) return 'overdue';
  return daysLeft <= (clockTable.get(name)?.warningDays ?? 0) ? 'warning' : 'normal';
}

/** The clock an officer must mind first: of those that run, the one that ends first; one that rests only when none runs. */
export function mostUrgent(clocks: readonly ClockView[]): ClockView | null {
  const open = clocks.filter((clock) => clock.level !== 'stopped');
  const running = open.filter((clock) => clock.level !== 'paused');
  return (running.length > 0 ? running : open).reduce<ClockView | null>(
    (first, clock) => (!first || clock.lastDay < first.lastDay ? clock : first),
    null,
  );
}
