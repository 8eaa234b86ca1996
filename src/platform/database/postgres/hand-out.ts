import { Logger, run, runMigrations, type Runner, type Task, type TaskList } from 'graphile-worker';
import { Retry } from './retry.js';

/** What is done with a wake-up; one that rejects is tried again later, also by another node. */
export type WakeUpTask = (payload: unknown) => Promise<void>;

export interface HandOutSettings {
  url: string;
  /** Wake-ups that this node works on at once. */
  concurrency: number;
  /** Milliseconds between two looks for wake-ups whose time has come. */
  pollMillis: number;
  /** Told of what the queue itself could not do. */
  failed: (message: string, reason: unknown) => void;
}

const silent = new Logger(() => () => undefined);

/** Creates or updates the queue's own schema `graphile_worker`; called under the lock of our migrations. */
export const migrateQueue = (url: string): Promise<void> => runMigrations({ connectionString: url, logger: silent });

/**
 * Wake-ups handed out to one node each (graphile-worker). What puts them there are triggers on our tables, so that they are
 * there when the row is, and gone with it (migration `wake-ups`).
 */
export class HandOut {
  private runner: Runner | null = null;
  private starting: Promise<void> | null = null;
  private readonly retry = new Retry(() => void this.start(), 500, 10_000);
  private isStopped = false;

  constructor(
    private readonly settings: HandOutSettings,
    private readonly tasks: Readonly<Record<string, WakeUpTask>>,
  ) {}

  /** Whether wake-ups reach this node. */
  get isRunning(): boolean {
    return this.runner !== null;
  }

  /** Resolves when it runs, or when the first try has failed; it goes on trying. */
  start(): Promise<void> {
    return (this.starting ??= this.tryStart().finally(() => (this.starting = null)));
  }

  /** Takes no more wake-ups; resolves when those that were begun are done. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.retry.stop();
    await this.starting;
    const { runner } = this;
    this.runner = null;
    await runner?.stop().catch(() => undefined);
  }

  private async tryStart(): Promise<void> {
    const { url, concurrency, pollMillis } = this.settings;
    try {
      const runner = await run({
        connectionString: url,
        maxPoolSize: concurrency + 2,
        concurrency,
        pollInterval: pollMillis,
        noHandleSignals: true,
        logger: silent,
        taskList: this.taskList(),
      });
      this.runner = runner;
      this.retry.succeeded();
      runner.promise.then(
        () => this.ended(runner, new Error('the queue stopped')),
        (reason: unknown) => this.ended(runner, reason),
      );
    } catch (reason) {
      this.again(reason);
    }
  }

  private taskList(): TaskList {
    const entries = Object.entries(this.tasks).map(([name, task]): [string, Task] => [
      name,
      async (payload) => {
        await task(payload);
      },
    ]);
    return Object.fromEntries(entries);
  }

  private ended(runner: Runner, reason: unknown): void {
    if (this.runner !== runner) return;
    this.runner = null;
    this.again(reason);
  }

  private again(reason: unknown): void {
    if (this.isStopped) return;
    this.settings.failed('wake-ups do not reach this node', reason);
    this.retry.later();
  }
}
