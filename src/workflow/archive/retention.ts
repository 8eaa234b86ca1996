import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Failure } from '../../platform/failure.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { Draining } from '../../platform/shutdown/draining.js';
import { Archiver } from './archiver.js';

const day = 86_400_000;
/** Milliseconds until the next look when there was nothing left to archive. */
const pause = 3_600_000;

/** Archives by itself what ended long enough ago, where the office has said after how many days. Timers do not wait for it. */
@Injectable()
export class Retention {
  private running: Promise<void> | null = null;
  private nextLook = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly archiver: Archiver,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly draining: Draining,
  ) {}

  /** Called in every turn; begins when it is time, and waits for nothing. */
  wake(): void {
    const { archiveAfterDays } = this.config;
    const now = this.clock.now().getTime();
    if (archiveAfterDays === 0 || this.running || now < this.nextLook || this.draining.begun) return;
    this.running = this.archive(new Date(now - archiveAfterDays * day).toISOString())
      .catch((reason: unknown) => {
        this.log.error('archiving failed', reason instanceof Failure ? { errorCode: reason.code } : faultOf(reason));
      })
      .finally(() => {
        this.nextLook = now + pause;
        this.running = null;
      });
  }

  /** Resolves when nothing is being archived. */
  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  private async archive(endedBefore: string): Promise<void> {
    while (!this.draining.begun) {
      const archived = await this.archiver.archiveNext(this.config.archiveDir, endedBefore);
      if (!archived) return;
      this.log.log('archived', { ...archived });
    }
  }
}
