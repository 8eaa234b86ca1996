import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG } from '../platform/config/config.module.js';
import type { Config } from '../platform/config/config.js';
import { faultOf } from '../platform/logging/fault.js';
import { Log } from '../platform/logging/log.js';
import { Changes } from './changes.js';
import { Turn } from './turn.js';
import { WakeUps } from './wake-ups.js';

type Extent = 'jobs' | 'all';

/** Milliseconds between two looks for timers where they are handed out: for what a fault of the queue left behind. */
const sweepMillis = 30_000;

/**
 * Decides when it is time for a turn: at its interval for everything, and at once for jobs when a commit has opened one. A
 * lost hint costs an interval. Sealing keeps to the interval: a block for every commit would be a signature for every step.
 */
@Injectable()
export class Scheduler implements OnApplicationShutdown {
  private interval: NodeJS.Timeout | null = null;
  private hints: Subscription | null = null;
  private running: Promise<void> | null = null;
  /** What was asked for while a turn was running. */
  private next: Extent | null = null;
  private turned: Date | null = null;
  /** When this node last looked for due timers itself. */
  private swept = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly changes: Changes,
    private readonly turn: Turn,
    private readonly wakeUps: WakeUps,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  /** When the last full turn ended, failed ones included; null while it does not turn by itself. */
  get idleSince(): Date | null {
    return this.interval && this.turned;
  }

  start(): void {
    this.turned = this.clock.now();
    // What another node has opened it carries out itself; if it dies, the interval finds it.
    this.hints = this.changes.ofThisNode.subscribe((change) => {
      if (change.topic === 'job' || change.topic === 'message') this.wake('jobs');
    });
    this.interval = setInterval(() => this.wake('all'), this.config.schedulerMillis);
    this.wake('all');
  }

  /** One full turn, at the caller's time. */
  async tick(): Promise<void> {
    await this.turn.ofAll();
  }

  /** No turn begins any more; resolves when the one that is running has ended. */
  async stop(): Promise<void> {
    if (this.interval) clearInterval(this.interval);
    this.interval = null;
    this.hints?.unsubscribe();
    this.next = null;
    await this.settled();
  }

  /** Resolves when no turn is running, nor what it began. */
  async settled(): Promise<void> {
    while (this.running) await this.running;
    await this.turn.settled();
  }

  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  private looksForTimers(): boolean {
    const now = this.clock.now().getTime();
    if (this.wakeUps.isHandedOut && Math.abs(now - this.swept) < sweepMillis) return false;
    this.swept = now;
    return true;
  }

  private wake(extent: Extent): void {
    if (this.running) {
      if (this.next !== 'all') this.next = extent;
      return;
    }
    this.running = (extent === 'all' ? this.turn.ofAll(this.looksForTimers()) : this.turn.ofJobs())
      .then((isMore) => {
        if (isMore && this.interval) this.next = 'all';
      })
      .catch((reason: unknown) => this.log.error('scheduler turn failed', faultOf(reason)))
      .finally(() => {
        if (extent === 'all') this.turned = this.clock.now();
        this.running = null;
        const { next } = this;
        this.next = null;
        if (next && this.interval) this.wake(next);
      });
  }
}
