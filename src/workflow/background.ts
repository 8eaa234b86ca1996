import { Injectable } from '@nestjs/common';
import { faultOf } from '../platform/logging/fault.js';
import { Log } from '../platform/logging/log.js';

/** Gives true when more of it waits: the next turn follows at once. */
export type BackgroundTask = () => Promise<boolean | void>;

/** What features and the platform want done at each turn of the scheduler, besides the workflow's own. */
@Injectable()
export class Background {
  private readonly tasks = new Map<string, BackgroundTask>();

  constructor(private readonly log: Log) {}

  add(name: string, task: BackgroundTask): void {
    this.tasks.set(name, task);
  }

  /** One after another; one that fails does not hold up the rest. True when one of them has more to do. */
  async run(): Promise<boolean> {
    let isMore = false;
    for (const [name, task] of this.tasks) {
      try {
        if (await task()) isMore = true;
      } catch (reason) {
        this.log.error('background task failed', { task: name, ...faultOf(reason) });
      }
    }
    return isMore;
  }
}
