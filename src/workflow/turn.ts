import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Retention } from './archive/retention.js';
import { Sealer } from './history/sealer.js';
import { JobWorker } from './jobs/job-worker.js';
import { Messages } from './messages/messages.js';
import { StartTimerService } from './timers/start-timer-service.js';
import { TimerService } from './timers/timer-service.js';

/** What there is to do without a request. */
@Injectable()
export class Turn {
  constructor(
    private readonly timers: TimerService,
    private readonly startTimers: StartTimerService,
    private readonly jobs: JobWorker,
    private readonly messages: Messages,
    private readonly sealer: Sealer,
    private readonly database: Database,
    private readonly retention: Retention,
  ) {}

  /** What a commit may have opened. */
  async ofJobs(): Promise<void> {
    await this.jobs.runDue();
  }

  /** Timers first (they may open jobs), then jobs, kept messages, the seal over what happened, and what the database needs. */
  async ofAll(): Promise<void> {
    await this.timers.fireDue();
    await this.startTimers.fireDue();
    await this.jobs.runDue();
    await this.messages.deliverKept();
    await this.messages.dropExpired();
    await this.sealer.sealNew();
    await this.database.maintain();
    this.retention.wake();
  }

  /** Resolves when nothing of what a turn began is still going on. */
  settled(): Promise<void> {
    return this.retention.settled();
  }
}
