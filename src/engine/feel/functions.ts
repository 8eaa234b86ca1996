/**
 * Functions of the Minqing profile that FEEL expressions see (design.md §2), and the regular-expression functions of
 * FEEL on RE2, which runs in linear time: feelin's own use the JavaScript engine, where `(a+)+$` hangs the process.
 */
import { RE2JS } from 're2js';
import type { Host } from '../ports.js';
import { addCalendarDays, addWorkingDays, dayAt, plusDays } from './days.js';
import { FeelError } from './feel-error.js';
import { feelDate, feelDateTime, toDay } from './values.js';

/** The part of the host an expression may read. */
export type FeelHost = Pick<Host, 'now' | 'calendar' | 'clocks' | 'allowance'> & {
  limits?: Pick<Host['limits'], 'feelMillis'>;
};

export type FeelFunctions = Record<string, (...values: unknown[]) => unknown>;

/** What an expression read besides variables: its value may change with it. */
export interface Reads {
  /** A statutory clock, through `due()`. */
  clock: boolean;
  /** The working-day calendar. */
  calendar: boolean;
}

/** @param reads told what an expression reads. */
export function profileFunctions(host: FeelHost, reads: Reads): FeelFunctions {
  return {
    now: () => feelDateTime(shanghaiText(host.now)),
    today: () => feelDate(dayAt(host.now)),
    addCalendarDays: (from, count) => {
      reads.calendar = true;
      const day = toDay(from, 'addCalendarDays 的第一个参数');
      return feelDate(addCalendarDays(day, toNumber(count, 'addCalendarDays'), host.calendar));
    },
    addWorkingDays: (from, count) => {
      reads.calendar = true;
      const day = toDay(from, 'addWorkingDays 的第一个参数');
      return feelDate(addWorkingDays(day, toNumber(count, 'addWorkingDays'), host.calendar));
    },
    due: (name) => {
      reads.clock = true;
      if (typeof name !== 'string' || !Object.hasOwn(host.clocks, name)) {
        throw new FeelError(`期限“${String(name)}”没有在计时，请在流程图中先用属性 clock 启动它`);
      }
      return feelDate(host.clocks[name]!.lastDay);
    },
    expires: (date) => feelDateTime(`${plusDays(toDay(date, 'expires 的参数'), 1)}T00:00:00+08:00`),
    warn: (date, count) => {
      const days = toNumber(count, 'warn');
      if (!Number.isInteger(days) || days < 0) throw new FeelError(`warn 的天数须为非负整数，现为 ${days}`);
      return feelDateTime(`${plusDays(toDay(date, 'warn 的第一个参数'), -days)}T09:00:00+08:00`);
    },
    matches: (input, pattern, flags) => {
      const text = toText(input, 'matches');
      return text === null ? null : compilePattern(pattern, flags).matcher(text).find();
    },
    replace: (input, pattern, replacement, flags) => {
      const text = toText(input, 'replace');
      const written = toText(replacement, 'replace');
      return text === null || written === null
        ? null
        : compilePattern(pattern, flags).matcher(text).replaceAll(written);
    },
    split: (input, delimiter) => {
      const text = toText(input, 'split');
      return text === null ? null : compilePattern(delimiter, null).split(text, -1);
    },
  };
}

function shanghaiText(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
}

function toNumber(value: unknown, name: string): number {
  if (typeof value !== 'number') throw new FeelError(`${name} 的天数须为数字`);
  return value;
}

function toText(value: unknown, name: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') throw new FeelError(`${name} 只能用于文字`);
  return value;
}

const REGEXP_FLAGS: Record<string, number> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

function compilePattern(pattern: unknown, flags: unknown): RE2JS {
  if (typeof pattern !== 'string') throw new FeelError('正则表达式须为文字');
  let bits = 0;
  for (const letter of typeof flags === 'string' ? flags : '') {
    const bit = REGEXP_FLAGS[letter];
    if (bit === undefined) throw new FeelError(`正则表达式不支持标志“${letter}”，可用 i、m、s`);
    bits |= bit;
  }
  try {
    return RE2JS.compile(pattern, bits);
  } catch {
    throw new FeelError('正则表达式有误（不支持回溯引用和环视）');
  }
}
