import { Injectable } from '@nestjs/common';
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
  ) {}

  /** What a commit may have opened. */
  async ofJobs(): Promise<void> {
    await this.jobs.runDue();
  }

  /** What a changed calendar moves, before it fires; timers (they may open jobs), then jobs, kept messages, and the seal over what happened. */
  async ofAll(): Promise<void> {
    await this.calendar.catchUp();
    await this.timers.fireDue();
    await this.startTimers.fireDue();
    await this.jobs.runDue();
    await this.messages.deliverKept();
    await this.messages.dropExpired();
    await this.sealer.sealNew();
  }
}
