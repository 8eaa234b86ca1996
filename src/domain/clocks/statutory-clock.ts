import { dayAt, daysBetween, type Day } from '../calendar/days.js';
import { lastCalendarDay } from '../calendar/terms.js';
import type { WorkCalendar } from '../calendar/work-calendar.js';
import { clockTable, type ClockRule } from './clock-table.js';

/** One running or stopped clock of a case. */
export interface ClockRecord {
  name: string;
  startedOn: Day;
  lastDay: Day;
  daysAllowed: number;
  /** Instant at which the duty was fulfilled. */
  stoppedAt: string | null;
}

export type ClockLevel = 'normal' | 'warning' | 'overdue' | 'stopped';

export interface ClockView {
  name: string;
  startedOn: Day;
  lastDay: Day;
  stoppedAt?: string;
  daysAllowed: number;
  /** Calendar days since the start; frozen when the clock stopped. */
  daysUsed: number;
  /** Calendar days until the last day; 0 on it, negative after it. */
  daysLeft: number;
  level: ClockLevel;
}

/** Starts a clock. `receivedOn` is the day of receipt, `on` the day of the step that starts it. */
export function startClock(rule: ClockRule, receivedOn: Day, on: Day, calendar: WorkCalendar): ClockRecord {
  const startedOn = rule.from === 'receipt' ? receivedOn : on;
  const lastDay = lastCalendarDay(startedOn, rule.days, calendar);
  return { name: rule.name, startedOn, lastDay, daysAllowed: rule.days, stoppedAt: null };
}

/** What a clock shows at an instant. */
export function viewClock(clock: ClockRecord, now: string | Date): ClockView {
  const { name, startedOn, lastDay, daysAllowed, stoppedAt } = clock;
  const at = dayAt(stoppedAt ?? now);
  const daysLeft = daysBetween(at, lastDay);
  return {
    name,
    startedOn,
    lastDay,
    ...(stoppedAt === null ? {} : { stoppedAt }),
    daysAllowed,
    daysUsed: daysBetween(startedOn, at),
    daysLeft,
    level: stoppedAt === null ? runningLevel(name, daysLeft) : 'stopped',
  };
}

function runningLevel(name: string, daysLeft: number): ClockLevel {
  if (daysLeft < 0) return 'overdue';
  return daysLeft <= (clockTable.get(name)?.warningDays ?? 0) ? 'warning' : 'normal';
}

/** The clock an officer must mind first: of those that run, the one that ends first. */
export function mostUrgent(clocks: readonly ClockView[]): ClockView | null {
  const running = clocks.filter((clock) => clock.level !== 'stopped');
  return running.reduce<ClockView | null>(
    (first, clock) => (!first || clock.lastDay < first.lastDay ? clock : first),
    null,
  );
}
