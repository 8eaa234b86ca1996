import { Inject, Injectable } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { statfs } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Draining } from '../../platform/shutdown/draining.js';
import { Scheduler } from '../../workflow/scheduler.js';

/** Milliseconds after which a check that gives no answer counts as failed. */
const patience = 5_000;
/** A turn may be long after an outage; one that has not ended by then hangs. */
const longestTurnMillis = 60_000;

export type Checks = Record<'server' | 'database' | 'schema' | 'processes' | 'scheduler' | 'storage', string>;

/** Whether this server can do its work. Every check says `ok` or in a word why not, and nothing that helps a stranger. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly database: Database,
    @Inject(getDataSourceToken()) private readonly source: DataSource,
    private readonly scheduler: Scheduler,
    private readonly draining: Draining,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async checks(): Promise<Checks> {
    const [database, schema, processes, storage] = await Promise.all([
      answered(() => this.writable()),
      answered(() => this.schema()),
      answered(() => this.processes()),
      answered(() => this.storage()),
    ]);
    return {
      server: this.draining.begun ? 'stopping' : 'ok',
      database,
      schema,
      processes,
      scheduler: this.turning(),
      storage,
    };
  }

  /** Takes a turn at writing and reads, so that a stuck writer or a lost file shows; nothing is written. */
  private async writable(): Promise<string> {
    await this.database.write((transaction) => transaction.get(`SELECT 1`));
    return 'ok';
  }

  /** Another release may have changed the tables while this one ran. */
  private async schema(): Promise<string> {
    const rows = await this.database.all<{ name: string }>(`SELECT name AS "name" FROM migrations`);
    const done = new Set(rows.map((row) => row.name));
    const ours = this.source.migrations.map((migration) => migration.name ?? migration.constructor.name);
    return done.size === ours.length && ours.every((name) => done.has(name)) ? 'ok' : 'other release';
  }

  private async processes(): Promise<string> {
    return (await this.database.get(`SELECT 1 FROM process_definition LIMIT 1`)) ? 'ok' : 'none deployed';
  }

  private async storage(): Promise<string> {
    const { bavail, bsize } = await statfs(this.config.dataDir);
    return bavail * bsize >= this.config.minFreeMegabytes * 1024 * 1024 ? 'ok' : 'nearly full';
  }

  private turning(): string {
    const since = this.scheduler.idleSince;
    if (since === null) return 'not started';
    const longest = longestTurnMillis + this.config.schedulerMillis;
    return this.clock.now().getTime() - since.getTime() <= longest ? 'ok' : 'stalled';
  }
}

async function answered(check: () => Promise<string>): Promise<string> {
  let timeout: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timeout = setTimeout(() => resolve('unavailable'), patience);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timeout);
  }
}
