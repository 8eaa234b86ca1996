import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '../platform/config/config.module.js';
import type { Config } from '../platform/config/config.js';
import { HandOut } from '../platform/database/postgres/hand-out.js';
import { faultOf } from '../platform/logging/fault.js';
import { Log } from '../platform/logging/log.js';
import { StartTimerService } from './timers/start-timer-service.js';
import { TimerService } from './timers/timer-service.js';

/** Timers that one node fires at once; more only wait for each other in the database's pool. */
const atOnce = 6;

/**
 * Timers on PostgreSQL are handed out to one node each, at their time. On SQLite, which one process serves, the scheduler looks for
 * them itself (docs/decisions/0012-several-nodes.md).
 */
@Injectable()
export class WakeUps implements OnApplicationShutdown {
  private handOut: HandOut | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'postgres' | 'schedulerMillis'>,
    private readonly timers: TimerService,
    private readonly startTimers: StartTimerService,
    private readonly log: Log,
  ) {}

  /** Whether somebody else than the scheduler tells this node what is due. */
  get isHandedOut(): boolean {
    return this.handOut?.isRunning ?? false;
  }

  async start(): Promise<void> {
    const { postgres, schedulerMillis } = this.config;
    if (!postgres || this.handOut) return;
    this.handOut = new HandOut(
      {
        url: postgres.url,
        concurrency: atOnce,
        pollMillis: schedulerMillis,
        failed: (message, reason) => this.log.warn(message, faultOf(reason)),
      },
      {
        timer: (payload) => this.timers.fireOne((payload as { timerKey: string }).timerKey),
        'start-timer': async () => {
          await this.startTimers.fireDue();
        },
      },
    );
    await this.handOut.start();
  }

  async stop(): Promise<void> {
    await this.handOut?.stop();
  }

  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }
}
