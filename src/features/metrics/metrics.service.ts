import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Gauge } from 'prom-client';
import { Database } from '../../platform/database/database.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { OpenWorkRepository } from './open-work.repository.js';

/** The text that monitoring reads: what was counted, and what is open now. */
@Injectable()
export class MetricsService implements OnModuleInit {
  private running: Promise<string> | null = null;
  private readonly waits: Gauge<'kind'>;
  private readonly jobs: Gauge<'state'>;
  private readonly incidents: Gauge<'type'>;
  private readonly overdue: Gauge;
  private readonly unsealed: Gauge;
  private readonly queued: Gauge;
  private readonly wal: Gauge;
  private readonly pool: Gauge<'state'>;

  constructor(
    private readonly metrics: Metrics,
    private readonly work: OpenWorkRepository,
    private readonly database: Database,
  ) {
    this.waits = metrics.gauge('minqing_open_waits', 'What instances wait for, by kind', ['kind']);
    this.jobs = metrics.gauge('minqing_jobs', 'Jobs that are not done, by state', ['state']);
    this.incidents = metrics.gauge('minqing_incidents', 'Open incidents, by type of error', ['type']);
    this.overdue = metrics.gauge('minqing_timers_overdue', 'Timers that are due and have not fired');
    this.unsealed = metrics.gauge('minqing_history_unsealed_events', 'Events of the history not yet under a signature');
    this.queued = metrics.gauge('minqing_write_queue', 'Writes that wait for their turn');
    this.wal = metrics.gauge('minqing_database_wal_bytes', "Size of SQLite's write-ahead log");
    this.pool = metrics.gauge('minqing_database_pool', 'Connections of the pool, and requests that wait for one', [
      'state',
    ]);
  }

  onModuleInit(): void {
    this.database.observeCommits((callers, seconds) => {
      this.metrics.writeGroupSize.observe(callers);
      this.metrics.writeSeconds.observe(seconds);
    });
  }

  /** Those who ask while it is being read share the answer. */
  text(): Promise<string> {
    this.running ??= this.read().finally(() => (this.running = null));
    return this.running;
  }

  private async read(): Promise<string> {
    const { waits, jobs, incidents, overdueTimers, unsealedEvents } = await this.work.read();
    fill(this.waits, 'kind', waits);
    fill(this.jobs, 'state', jobs);
    fill(this.incidents, 'type', incidents);
    this.overdue.set(overdueTimers);
    this.unsealed.set(unsealedEvents);
    const { queuedWrites, walBytes, pool } = this.database.figures();
    this.queued.set(queuedWrites);
    this.wal.set(walBytes ?? 0);
    fill(this.pool, 'state', { ...pool });
    return this.metrics.registry.metrics();
  }
}

/** What is not there any more is left out, not kept at its last value. */
function fill<Label extends string>(gauge: Gauge<Label>, label: Label, values: Record<string, number>): void {
  gauge.reset();
  for (const [value, n] of Object.entries(values)) gauge.set({ [label]: value } as Record<Label, string>, n);
}
