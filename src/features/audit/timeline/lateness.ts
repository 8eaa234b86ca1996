import { dayAt, daysBetween } from '../../../domain/calendar/days.js';
import { duration, shanghaiTime } from './shanghai-time.js';

/** For events recorded before they said themselves whether they were late. */
const timerToleranceMillis = 60_000;

/** A statutory clock of the case, as the rows have it. */
export interface CaseClock {
  name: string;
  startedOn: string;
  lastDay: string;
  stoppedAt: string | null;
}

/**
 * Why something done (or still open) at an instant is late, as a sentence; undefined when it is in time. Late is a task
 * after its own due time, and any step of the petition while a clock of the case runs past its last day.
 */
export function latenessOf(at: string, dueAt: string | null, clocks: readonly CaseClock[]): string | undefined {
  const day = dayAt(at);
  const missed = clocks.find(
    (clock) => clock.startedOn <= day && clock.lastDay < day && (clock.stoppedAt === null || clock.stoppedAt >= at),
  );
  if (missed) return `${missed.name}期限为 ${missed.lastDay}，已超期 ${daysBetween(missed.lastDay, day)} 天。`;
  if (dueAt === null || at <= dueAt) return undefined;
  const days = daysBetween(dayAt(dueAt), day);
  return days > 0
    ? `本步骤应于 ${dayAt(dueAt)} 前办结，超期 ${days} 天。`
    : `本步骤应于 ${dayAt(dueAt)} 办结，当日超时。`;
}

/** That a timer fired late (the server was down, or an incident stood in its way), as a sentence; undefined when in time. */
export function timerLateness(at: string, { dueAt, late }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof dueAt !== 'string') return undefined;
  const isLate = typeof late === 'boolean' ? late : Date.parse(at) - Date.parse(dueAt) > timerToleranceMillis;
  if (!isLate) return undefined;
  return `逾期触发：应于 ${shanghaiTime(dueAt)} 触发，晚了${duration(dueAt, at)}。`;
}
