import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Failure } from '../../platform/failure.js';
import { Changes } from '../../workflow/changes.js';

/** Requests that may wait at a time; each is a connection and looks for jobs after every commit that may have opened one. */
const mostWaiting = 500;

/**
 * Lets requests for jobs wait until there may be one: a commit has opened one, or the scheduler's interval has passed (a lost
 * hint, a back-off or a lease that ended). At shutdown nobody waits any longer.
 */
@Injectable()
export class JobWaiting implements BeforeApplicationShutdown {
  private readonly wakers = new Set<() => void>();
  private readonly hints: Subscription;
  private waiting = 0;
  private closing = false;

  constructor(
    changes: Changes,
    @Inject(CONFIG) private readonly config: Pick<Config, 'schedulerMillis'>,
  ) {
    this.hints = changes.stream.subscribe((change) => {
      if (change.topic === 'job') this.wakeAll();
    });
  }

  /**
   * Looks until something is found, the time is over, the caller is gone or the server stops.
   * @param millis longest time to wait
   * @returns what was found last, which may be nothing
   * @throws Failure too-many-waiting
   */
  async until<T>(look: () => Promise<T[]>, millis: number, gone: AbortSignal): Promise<T[]> {
    if (this.waiting >= mostWaiting) {
      throw new Failure('too-many', 'too-many-waiting', '等待作业的请求过多，请稍后再试。');
    }
    this.waiting += 1;
    const timeOut = AbortSignal.timeout(millis);
    try {
      while (!this.closing && !gone.aborted && !timeOut.aborted) {
        await this.pause(AbortSignal.any([timeOut, gone]));
        if (gone.aborted) break;
        const found = await look();
        if (found.length > 0) return found;
      }
      return [];
    } finally {
      this.waiting -= 1;
    }
  }

  beforeApplicationShutdown(): void {
    this.closing = true;
    this.hints.unsubscribe();
    this.wakeAll();
  }

  private pause(end: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(interval);
        end.removeEventListener('abort', wake);
        this.wakers.delete(wake);
        resolve();
      };
      const interval = setTimeout(wake, this.config.schedulerMillis);
      end.addEventListener('abort', wake);
      this.wakers.add(wake);
    });
  }

  private wakeAll(): void {
    for (const wake of this.wakers) wake();
  }
}
