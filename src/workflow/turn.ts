import { Injectable } from '@nestjs/common';
import { Background } from './background.js';
import { Database } from '../platform/database/database.js';
import { Retention } from './archive/retention.js';
import { Sealer } from './history/sealer.js';
import { JobWorker } from './jobs/job-worker.js';
import { Messages } from './messages/messages.js';
import { CalendarSweep } from './timers/calendar-sweep.js';
import { StartTimerService } from './timers/start-timer-service.js';
import { TimerService } from './timers/timer-service.js';

/** What there is to do without a request. */
@Injectable()
export class Turn {
  constructor(
    private readonly calendar: CalendarSweep,
    private readonly timers: TimerService,
    private readonly startTimers: StartTimerService,
    private readonly jobs: JobWorker,
    private readonly messages: Messages,
    private readonly sealer: Sealer,
    private readonly background: Background,
    private readonly database: Database,
    private readonly retention: Retention,
  ) {}

  /** What a commit may have opened: jobs, and receivers of messages that were kept for them. */
  async ofJobs(): Promise<void> {
    await this.jobs.runDue();
    await this.messages.deliverKept();
  }

  /**
   * What a changed calendar moves, before it fires; timers (they may open jobs), then jobs, kept messages, what others have
   * added, the seal over what happened, and what the database needs. Gives true when more waits for the next turn.
   * @param looksForTimers false where due ones are handed out
   */
  async ofAll(looksForTimers = true): Promise<boolean> {
    const { isMore: isCalendarBehind } = await this.calendar.catchUp();
    if (looksForTimers) {
      await this.timers.fireDue();
      await this.startTimers.fireDue();
    }
    await this.jobs.runDue();
    await this.messages.deliverKept();
    await this.messages.dropExpired();
    const isMore = await this.background.run();
    await this.sealer.sealNew();
    await this.database.maintain();
    this.retention.wake();
    return isMore || isCalendarBehind;
  }

  /** Resolves when nothing of what a turn began is still going on. */
  settled(): Promise<void> {
    return this.retention.settled();
  }
}
