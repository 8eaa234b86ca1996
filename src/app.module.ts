import { Global, Module, type DynamicModule } from '@nestjs/common';
import { NativeEngine } from './engine/native/native-engine.js';
import type { Engine, EngineName } from './engine/ports.js';
import { ReferenceEngine } from './engine/reference/reference-engine.js';
import { AuditModule } from './features/audit/audit.module.js';
import { CalendarModule } from './features/calendar/calendar.module.js';
import { CalendarPortAdapter } from './features/calendar/calendar-port.adapter.js';
import { LiveCalendar } from './features/calendar/live-calendar.js';
import { AttachmentsModule } from './features/attachments/attachments.module.js';
import { BatchOperationsModule } from './features/batch-operations/batch-operations.module.js';
import { CasePortAdapter } from './features/cases/case-port.adapter.js';
import { CasesModule } from './features/cases/cases.module.js';
import { ChangesModule } from './features/changes/changes.module.js';
import { EvaluationsModule } from './features/evaluations/evaluations.module.js';
import { FieldVisitsModule } from './features/field-visits/field-visits.module.js';
import { HealthModule } from './features/health/health.module.js';
import { IdentityModule } from './features/identity/identity.module.js';
import { IncidentsModule } from './features/incidents/incidents.module.js';
import { InvariantsModule } from './features/invariants/invariants.module.js';
import { JointWorkModule } from './features/joint-work/joint-work.module.js';
import { SupervisionModule } from './features/supervision/supervision.module.js';
import { MetricsModule } from './features/metrics/metrics.module.js';
import { NoticesModule, TemplatesModule } from './features/notices/notices.module.js';
import { OrchestrationApiModule } from './features/orchestration-api/orchestration-api.module.js';
import { ProcessesModule } from './features/processes/processes.module.js';
import { ReceptionsModule } from './features/receptions/receptions.module.js';
import { ResourcesModule } from './features/resources/resources.module.js';
import { RuleBookModule } from './features/rule-book/rule-book.module.js';
import { StatisticsModule } from './features/statistics/statistics.module.js';
import { TasksModule } from './features/tasks/tasks.module.js';
import { CONFIG, ConfigModule, type Surroundings } from './platform/config/config.module.js';
import type { Config } from './platform/config/config.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { IdempotencyKeys } from './platform/idempotency/idempotency-keys.js';
import { IdempotencyModule } from './platform/idempotency/idempotency.module.js';
import { OpenRequests } from './platform/http/open-requests.js';
import { KeysModule } from './platform/keys/keys.module.js';
import { Log } from './platform/logging/log.js';
import { Metrics } from './platform/metrics/metrics.js';
import { Draining } from './platform/shutdown/draining.js';
import { Provisioning } from './provisioning.js';
import { Background } from './workflow/background.js';
import { GuardedEngine } from './workflow/definitions/compile-worker.js';
import { CalendarPort } from './workflow/ports/calendar-port.js';
import { CasePort } from './workflow/ports/case-port.js';
import { DEFAULT_ENGINE, ENGINES, WORK_CALENDAR } from './workflow/ports/tokens.js';
import { WorkflowModule } from './workflow/workflow.module.js';

@Global()
@Module({
  providers: [
    { provide: Log, inject: [CONFIG], useFactory: (config: Config) => new Log(config.logLevel) },
    Metrics,
    Draining,
    OpenRequests,
    { provide: WORK_CALENDAR, useFactory: () => new LiveCalendar() },
    {
      provide: ENGINES,
      useFactory: (): Record<EngineName, Engine> => ({ native: new NativeEngine(), reference: new ReferenceEngine() }),
    },
    {
      // Only what is deployed may be hostile. What has passed is compiled where it is needed: inside a write, which must not
      // wait for a thread, least of all behind somebody's hostile file.
      provide: DEFAULT_ENGINE,
      inject: [CONFIG, ENGINES],
      useFactory: (config: Config, engines: Record<EngineName, Engine>) => new GuardedEngine(engines[config.engine]),
    },
  ],
  exports: [Log, Metrics, Draining, OpenRequests, WORK_CALENDAR, ENGINES, DEFAULT_ENGINE],
})
class PlatformModule {}

/** Composition root: the only place that knows which adapter stands behind which port. */
@Module({
  imports: [
    PlatformModule,
    KeysModule,
    DatabaseModule,
    IdempotencyModule,
    TemplatesModule,
    IdentityModule,
    WorkflowModule.bindTo({
      imports: [IdentityModule],
      providers: [
        { provide: CasePort, useClass: CasePortAdapter },
        { provide: CalendarPort, useClass: CalendarPortAdapter },
      ],
    }),
    CalendarModule,
    CasesModule,
    NoticesModule,
    AttachmentsModule,
    TasksModule,
    ProcessesModule,
    ResourcesModule,
    RuleBookModule,
    IncidentsModule,
    AuditModule,
    InvariantsModule,
    StatisticsModule,
    EvaluationsModule,
    ChangesModule,
    OrchestrationApiModule,
    BatchOperationsModule,
    FieldVisitsModule,
    ReceptionsModule,
    JointWorkModule,
    SupervisionModule,
    HealthModule,
    MetricsModule,
  ],
  providers: [Provisioning],
})
export class AppModule {
  constructor(background: Background, keys: IdempotencyKeys) {
    background.add('expired idempotency keys', () => keys.forgetExpired());
  }

  static with(surroundings: Surroundings): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(surroundings)] };
  }
}
