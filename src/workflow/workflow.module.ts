import { Global, Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { Background } from './background.js';
import { ArchiveContent } from './archive/archive-content.js';
import { ArchiveRestorer } from './archive/archive-restorer.js';
import { Archiver } from './archive/archiver.js';
import { Retention } from './archive/retention.js';
import { ChangeRelay } from './change-relay.js';
import { Changes } from './changes.js';
import { Decisions } from './definitions/decisions.js';
import { Definitions } from './definitions/definitions.js';
import { Deployer } from './definitions/deployer.js';
import { StartSubscriptions } from './definitions/start-subscriptions.js';
import { HistoryReader } from './history/history-reader.js';
import { HistoryWriter } from './history/history-writer.js';
import { Sealer } from './history/sealer.js';
import { Incidents } from './incidents/incidents.js';
import { JobHandlers } from './jobs/job-handlers.js';
import { JobLeases } from './jobs/job-leases.js';
import { LeaseClock } from './jobs/lease-clock.js';
import { JobSettlement } from './jobs/job-settlement.js';
import { JobWorker } from './jobs/job-worker.js';
import { OpenedJobs } from './jobs/opened-jobs.js';
import { ConditionalStarts } from './messages/conditional-starts.js';
import { Messages } from './messages/messages.js';
import { ProcessStarter } from './ports/process-starter.js';
import { Calls } from './runner/calls.js';
import { CommandWatch } from './runner/command-watch.js';
import { CommandApplication } from './runner/command-application.js';
import { InstanceCommands } from './runner/instance-commands.js';
import { InstanceStarter } from './runner/instance-starter.js';
import { Journal } from './runner/journal.js';
import { Runner } from './runner/runner.js';
import { Scheduler } from './scheduler.js';
import { Turn } from './turn.js';
import { WakeUps } from './wake-ups.js';
import { CalendarSweep } from './timers/calendar-sweep.js';
import { StartTimerService } from './timers/start-timer-service.js';
import { StartTimers } from './timers/start-timers.js';
import { TimerFaults } from './timers/timer-faults.js';
import { TimerService } from './timers/timer-service.js';

const services = [
  Changes,
  ChangeRelay,
  Background,
  Decisions,
  Definitions,
  Deployer,
  StartSubscriptions,
  HistoryReader,
  HistoryWriter,
  Sealer,
  ArchiveContent,
  Archiver,
  ArchiveRestorer,
  Retention,
  JobHandlers,
  Incidents,
  JobLeases,
  LeaseClock,
  JobSettlement,
  OpenedJobs,
  JobWorker,
  Messages,
  ConditionalStarts,
  Journal,
  CommandWatch,
  InstanceCommands,
  CommandApplication,
  Calls,
  Runner,
  Turn,
  WakeUps,
  Scheduler,
  CalendarSweep,
  TimerFaults,
  TimerService,
  StartTimers,
  StartTimerService,
];

/** The one write path. The composition root hands in what the ports ask for: engines, calendar, cases, actors, catalogue. */
@Global()
@Module({})
export class WorkflowModule {
  static bindTo(ports: Pick<ModuleMetadata, 'imports' | 'providers'>): DynamicModule {
    return {
      module: WorkflowModule,
      imports: ports.imports,
      providers: [...services, { provide: ProcessStarter, useClass: InstanceStarter }, ...(ports.providers ?? [])],
      exports: [...services, ProcessStarter],
    };
  }
}
