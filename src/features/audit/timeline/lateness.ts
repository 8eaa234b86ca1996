import { dayAt, daysBetween } from '../../../domain/calendar/days.js';
import { shanghaiTime } from './shanghai-time.js';

/** A timer fires within seconds; what takes longer than this had a reason. */
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

/** Why a timer fired late (the server was down), as a sentence; undefined when it fired in time. */
export function timerLateness(at: string, dueAt: unknown): string | undefined {
  if (typeof dueAt !== 'string' || Date.parse(at) - Date.parse(dueAt) <= timerToleranceMillis) return undefined;
  return `应于 ${shanghaiTime(dueAt)} 触发，当时系统未运行，恢复后补行。`;
}
