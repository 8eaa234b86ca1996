import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { CONFIG } from '../platform/config/config.module.js';
import type { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { Changes } from './changes.js';
import { Sealer } from './history/sealer.js';
import { JobWorker } from './jobs/job-worker.js';
import { Messages } from './messages/messages.js';
import { TimerService } from './timers/timer-service.js';

/**
 * Everything that happens without a request: due timers, built-in jobs, buffered messages, sealing. A hint after a commit
 * wakes it at once; the interval covers lost hints and time itself.
 */
@Injectable()
export class Scheduler implements OnApplicationShutdown {
  private interval: NodeJS.Timeout | null = null;
  private hints: Subscription | null = null;
  private turn: Promise<void> | null = null;
  private again = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly changes: Changes,
    private readonly timers: TimerService,
    private readonly jobs: JobWorker,
    private readonly messages: Messages,
    private readonly sealer: Sealer,
    private readonly log: Log,
  ) {}

  start(): void {
    this.hints = this.changes.stream.subscribe((change) => {
      if (change.topic === 'job') this.wake();
    });
    this.interval = setInterval(() => this.wake(), this.config.schedulerMillis);
    this.wake();
  }

  /** One full turn: timers first (they may open jobs), then jobs, then the seal over what happened. */
  async tick(): Promise<void> {
    await this.timers.fireDue();
    await this.jobs.runDue();
    await this.messages.deliverKept();
    await this.messages.dropExpired();
    await this.sealer.sealNew();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.interval) clearInterval(this.interval);
    this.hints?.unsubscribe();
    this.again = false;
    await this.turn;
  }

  private wake(): void {
    if (this.turn) {
      this.again = true;
      return;
    }
    this.turn = this.tick()
      .catch((reason: unknown) =>
        this.log.error('scheduler turn failed', { reason: reason instanceof Error ? reason.message : 'unknown' }),
      )
      .finally(() => {
        this.turn = null;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }
}
