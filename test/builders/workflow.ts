import { parseConfig, type Config } from '../../src/platform/config/config.js';
import { CalendarPortAdapter } from '../../src/features/calendar/calendar-port.adapter.js';
import { LiveCalendar } from '../../src/features/calendar/live-calendar.js';
import { NativeEngine } from '../../src/engine/native/native-engine.js';
import type { Engine, EngineName, Json, Variables } from '../../src/engine/ports.js';
import { ReferenceEngine } from '../../src/engine/reference/reference-engine.js';
import type { SqlValue } from '../../src/platform/database/database.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { KeyRing } from '../../src/platform/keys/key-ring.js';
import { Log } from '../../src/platform/logging/log.js';
import { Background } from '../../src/workflow/background.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { Draining } from '../../src/platform/shutdown/draining.js';
import { ArchiveContent } from '../../src/workflow/archive/archive-content.js';
import { Archiver } from '../../src/workflow/archive/archiver.js';
import { Retention } from '../../src/workflow/archive/retention.js';
import { Changes } from '../../src/workflow/changes.js';
import { Decisions } from '../../src/workflow/definitions/decisions.js';
import { Definitions } from '../../src/workflow/definitions/definitions.js';
import { Deployer, type Deployed } from '../../src/workflow/definitions/deployer.js';
import { HistoryReader } from '../../src/workflow/history/history-reader.js';
import { HistoryWriter } from '../../src/workflow/history/history-writer.js';
import { Sealer } from '../../src/workflow/history/sealer.js';
import { Incidents } from '../../src/workflow/incidents/incidents.js';
import { JobHandlers } from '../../src/workflow/jobs/job-handlers.js';
import { JobLeases } from '../../src/workflow/jobs/job-leases.js';
import { LeaseClock } from '../../src/workflow/jobs/lease-clock.js';
import { JobSettlement } from '../../src/workflow/jobs/job-settlement.js';
import { JobWorker } from '../../src/workflow/jobs/job-worker.js';
import { OpenedJobs } from '../../src/workflow/jobs/opened-jobs.js';
import { Messages } from '../../src/workflow/messages/messages.js';
import type { ActorsPort } from '../../src/workflow/ports/actors-port.js';
import { CasePort, type ClockChanges } from '../../src/workflow/ports/case-port.js';
import { ResourceCatalogue } from '../../src/workflow/ports/resource-catalogue.js';
import { Calls } from '../../src/workflow/runner/calls.js';
import { CommandWatch } from '../../src/workflow/runner/command-watch.js';
import { CommandApplication } from '../../src/workflow/runner/command-application.js';
import { InstanceCommands, type InstanceCommand } from '../../src/workflow/runner/instance-commands.js';
import { Journal } from '../../src/workflow/runner/journal.js';
import { Runner, type Executed } from '../../src/workflow/runner/runner.js';
import { Scheduler } from '../../src/workflow/scheduler.js';
import { Turn } from '../../src/workflow/turn.js';
import { WakeUps } from '../../src/workflow/wake-ups.js';
import { CalendarSweep } from '../../src/workflow/timers/calendar-sweep.js';
import { StartTimerService } from '../../src/workflow/timers/start-timer-service.js';
import { StartTimers } from '../../src/workflow/timers/start-timers.js';
import { TimerFaults } from '../../src/workflow/timers/timer-faults.js';
import { TimerService } from '../../src/workflow/timers/timer-service.js';
import { openTestDatabase, type TestDatabase } from './database.js';
import { TestClock } from './test-clock.js';

/** The instances of these tests serve no case: none of this is asked. */
class NoCases extends CasePort {
  override async clocks(): Promise<Record<string, { lastDay: string }>> {
    return {};
  }
  override async follow(): Promise<ClockChanges> {
    return { changed: [], isMoved: false };
  }
  override async idByNumber(): Promise<string | undefined> {
    return undefined;
  }
  override async orderTasks(): Promise<void> {}
}

class FewNames extends ResourceCatalogue {
  override readonly templateIds: ReadonlySet<string> = new Set();
  override readonly roleCodes: ReadonlySet<string> = new Set(['R1']);
}

const nobody: ActorsPort = { byId: async () => null };

/** The workflow layer with its real engine and a real migrated database, without HTTP, cases and accounts. */
export class TestWorkflow {
  readonly clock = new TestClock();
  readonly calendar = new LiveCalendar();
  readonly calendarSweep: CalendarSweep;
  /** Another clock only where a test gives the database one. */
  databaseClock: Clock = this.clock;
  readonly log = new Log('silent');
  readonly metrics = new Metrics();
  readonly draining = new Draining();
  readonly config: Config;
  readonly changes = new Changes();
  readonly handlers = new JobHandlers();
  readonly deployer: Deployer;
  readonly runner: Runner;
  readonly timers: TimerService;
  readonly startTimers: StartTimerService;
  readonly incidents: Incidents;
  readonly leases: JobLeases;
  readonly settlement: JobSettlement;
  readonly jobs: JobWorker;
  readonly messages: Messages;
  readonly sealer: Sealer;
  readonly archiver: Archiver;
  readonly retention: Retention;
  readonly scheduler: Scheduler;
  readonly wakeUps: WakeUps;
  readonly history: HistoryReader;
  readonly keys: KeyRing;

  private constructor(
    private readonly test: TestDatabase,
    engine: EngineName,
  ) {
    const { database, dataDir, environment } = test;
    this.config = parseConfig({ ...environment, SCHEDULER_MILLIS: '60000' }, dataDir);
    const engines: Record<EngineName, Engine> = { native: new NativeEngine(), reference: new ReferenceEngine() };
    const { calendar } = this;
    this.keys = KeyRing.open(this.config);
    const writer = new HistoryWriter(this.keys);
    const definitions = new Definitions(database, engines, new Decisions());
    this.deployer = new Deployer(
      database,
      engines[engine],
      engines,
      new FewNames(),
      new StartTimers(this.clock, calendar),
      this.clock,
      this.changes,
    );
    const cases = new NoCases();
    const watch = new CommandWatch(this.metrics, this.log);
    const journal = new Journal(writer, this.keys, this.changes, calendar, this.config);
    const application = new CommandApplication(engines, calendar, definitions, cases, this.clock);
    const commands = new InstanceCommands(calendar, application, definitions, cases, journal, watch);
    this.runner = new Runner(commands, new Calls(commands, definitions, writer, this.clock), definitions, cases);
    this.incidents = new Incidents(writer, this.runner, this.clock, this.changes);
    const databaseClock = { instant: async () => this.databaseClock.instant() };
    this.timers = new TimerService(
      database,
      this.runner,
      new TimerFaults(database, this.incidents, this.clock),
      this.clock,
      databaseClock,
      this.log,
      this.draining,
    );
    this.calendarSweep = new CalendarSweep(
      database,
      this.runner,
      new CalendarPortAdapter(database, writer, this.changes, this.clock, calendar),
      nobody,
      calendar,
      this.log,
    );
    this.startTimers = new StartTimerService(
      database,
      definitions,
      this.runner,
      nobody,
      this.clock,
      databaseClock,
      this.log,
    );
    this.leases = new JobLeases(writer, this.clock, this.metrics);
    this.settlement = new JobSettlement(this.leases, this.incidents, writer, this.runner, this.clock);
    this.jobs = new JobWorker(
      database,
      this.leases,
      new OpenedJobs(database, nobody),
      this.handlers,
      this.runner,
      this.incidents,
      this.clock,
      this.log,
      this.draining,
      this.config,
    );
    const background = new Background(this.log);
    new LeaseClock(database, this.clock, this.log, background);
    this.messages = new Messages(database, this.runner, this.clock, this.changes, this.log);
    this.sealer = new Sealer(database, this.keys, this.clock);
    this.history = new HistoryReader(database, writer, this.keys);
    this.archiver = new Archiver(
      database,
      new ArchiveContent(database, this.history, this.keys),
      writer,
      this.keys,
      this.clock,
    );
    this.retention = new Retention(this.config, this.archiver, this.clock, this.log, this.draining);
    this.scheduler = new Scheduler(
      this.config,
      this.changes,
      new Turn(
        this.calendarSweep,
        this.timers,
        this.startTimers,
        this.jobs,
        this.messages,
        this.sealer,
        background,
        database,
        this.retention,
      ),
      (this.wakeUps = new WakeUps(this.config, this.timers, this.startTimers, this.log)),
      this.log,
      this.clock,
    );
  }

  /** @param engine of what is deployed; instances that run stay with theirs */
  static async open(engine: EngineName = 'native'): Promise<TestWorkflow> {
    return new TestWorkflow(await openTestDatabase(), engine);
  }

  /** Over a database that is there already. */
  static over(database: TestDatabase): TestWorkflow {
    return new TestWorkflow(database, 'native');
  }

  /** The same database as another server would go on with it. */
  reopened(engine: EngineName): TestWorkflow {
    return new TestWorkflow(this.test, engine);
  }

  get database(): TestDatabase['database'] {
    return this.test.database;
  }

  /** Deploys diagrams, each in a file named after its key. */
  deploy(files: Record<string, string>): Promise<Deployed> {
    const list = Object.entries(files).map(([name, content]) => ({
      name: name.includes('.') ? name : `${name}.bpmn`,
      content,
    }));
    return this.deployer.deploy({ files: list, note: '', userId: 'test' });
  }

  /** Gives the new instance's key. */
  async start(processId: string, variables: Variables = {}): Promise<string> {
    const { instanceKey } = await this.database.write((transaction) =>
      this.runner.start(transaction, { processId, variables, actor: null }),
    );
    return instanceKey;
  }

  execute(instanceKey: string, command: InstanceCommand): Promise<Executed> {
    return this.database.write((transaction) => this.runner.execute(transaction, instanceKey, command, null));
  }

  rows<Row = Record<string, SqlValue>>(sql: string, ...parameters: SqlValue[]): Promise<Row[]> {
    return this.database.all<Row>(sql, parameters);
  }

  async count(table: string): Promise<number> {
    return (await this.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n;
  }

  async status(instanceKey: string): Promise<string> {
    return (
      await this.rows<{ status: string }>(`SELECT status FROM process_instance WHERE instance_key = ?`, instanceKey)
    )[0]!.status;
  }

  /** Element ids at which an instance waits, by its rows. */
  async waiting(instanceKey: string): Promise<string[]> {
    const tables = [
      `user_task WHERE state = 'CREATED' AND`,
      `job WHERE state IN ('CREATED', 'FAILED') AND`,
      ...['timer', 'message_subscription', 'signal_subscription', 'call_wait', 'ad_hoc_wait'].map(
        (name) => `${name} WHERE`,
      ),
    ];
    const rows = await this.rows<{ id: string }>(
      tables.map((table) => `SELECT element_id AS id FROM ${table} instance_key = ?`).join(' UNION ALL '),
      ...tables.map(() => instanceKey),
    );
    return rows.map((row) => row.id).sort();
  }

  async variables(instanceKey: string, scopeKey = instanceKey): Promise<Variables> {
    const sql = `SELECT name, value FROM variable WHERE instance_key = ? AND scope_key = ? ORDER BY name`;
    const rows = await this.rows<{ name: string; value: string }>(sql, instanceKey, scopeKey);
    return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as Json]));
  }

  async taskKey(instanceKey: string, elementId: string): Promise<string> {
    const sql = `SELECT task_key AS key FROM user_task WHERE instance_key = ? AND element_id = ? AND state = 'CREATED'`;
    return (await this.rows<{ key: string }>(sql, instanceKey, elementId))[0]!.key;
  }

  close(): Promise<void> {
    return this.test.close();
  }
}
