/**
 * A time limit around synchronous code.
 *
 * `node:vm` is used for its watchdog only: what runs is our own closure, not foreign source. The watchdog costs about
 * 0.16 ms a call (measured), which is why the caller reserves it for expressions whose cost depends on the data.
 */
import { createContext, Script } from 'node:vm';
import type { Host } from '../port/host.js';
import { FeelError } from './feel-error.js';

/** Milliseconds when the host names no limit for a command. */
const DEFAULT_COMMAND_MILLIS = 1_000;

const room: { task?: () => unknown } = {};
createContext(room);
const callTask = new Script('task()');

/** @throws FeelError when `task` has not ended after `millis` milliseconds. */
export function withinTime<T>(
  millis: number,
  task: () => T,
  tooLong = `表达式运算超过 ${millis} 毫秒，请减少循环或数据量`,
): T {
  room.task = task;
  try {
    return callTask.runInContext(room, { timeout: Math.max(1, Math.ceil(millis)) }) as T;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw new FeelError(tooLong);
    }
    throw error;
  } finally {
    delete room.task;
  }
}

/**
 * What all expressions of one command may take together. Each has a limit of its own, and a command has one of steps; without this
 * their product would count, and a loop through slow expressions held the one writer for 48 s (measured).
 */
export class TimeAllowance {
  private left: number;

  constructor(private readonly millis: number) {
    this.left = millis;
  }

  /** What a person is told when nothing is left. */
  get used(): string {
    return `一次操作中的表达式运算合计超过 ${this.millis} 毫秒，请减少循环，或把步骤分成几次操作`;
  }

  /**
   * @param task gets the milliseconds that are left.
   * @throws FeelError when nothing is left of it.
   */
  spend<T>(task: (left: number) => T): T {
    if (this.left <= 0) throw new FeelError(this.used);
    const began = performance.now();
    try {
      return task(this.left);
    } finally {
      this.left -= performance.now() - began;
    }
  }
}

/** The host as one command sees it. */
export const bounded = (host: Host): Host => ({
  ...host,
  allowance: new TimeAllowance(host.limits.commandMillis ?? DEFAULT_COMMAND_MILLIS),
});
