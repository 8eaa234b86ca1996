import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';

/** What is open at this moment, for the gauges. Only rows of what is open are counted: what has ended grows without bound. */
export interface OpenWork {
  /** By kind: userTask, timer, message, signal, job, call, adHoc. */
  waits: Record<string, number>;
  /** By state. */
  jobs: Record<string, number>;
  /** By type of error. */
  incidents: Record<string, number>;
  /** Timers of active instances that are due and have not fired. */
  overdueTimers: number;
  unsealedEvents: number;
}

interface Counted {
  name: string;
  n: number;
}

const waits = [
  ['userTask', `user_task WHERE state = 'CREATED'`],
  ['timer', 'timer'],
  ['message', 'message_subscription'],
  ['signal', 'signal_subscription'],
  ['job', `job WHERE state IN ('CREATED', 'FAILED')`],
  ['call', 'call_wait'],
  ['adHoc', 'ad_hoc_wait'],
] as const;

@Injectable()
export class OpenWorkRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<OpenWork> {
    const counts = waits.map(([kind, rows]) => `SELECT '${kind}' AS "name", count(*) AS "n" FROM ${rows}`);
    const overdue = await this.database.get<{ n: number }>(
      `SELECT count(*) AS "n" FROM timer t JOIN process_instance i ON i.instance_key = t.instance_key
       WHERE t.due_at <= ? AND i.status = 'active'`,
      [this.clock.instant()],
    );
    const unsealed = await this.database.get<{ n: number }>(
      `SELECT count(*) AS "n" FROM history_event WHERE block IS NULL`,
    );
    return {
      waits: await this.counted(counts.join(' UNION ALL ')),
      jobs: await this.counted(
        `SELECT state AS "name", count(*) AS "n" FROM job WHERE state NOT IN ('COMPLETED', 'CANCELED') GROUP BY state`,
      ),
      incidents: await this.counted(
        `SELECT error_type AS "name", count(*) AS "n" FROM incident WHERE state = 'ACTIVE' GROUP BY error_type`,
      ),
      overdueTimers: Number(overdue!.n),
      unsealedEvents: Number(unsealed!.n),
    };
  }

  /** PostgreSQL gives counts as text. */
  private async counted(sql: string): Promise<Record<string, number>> {
    return Object.fromEntries((await this.database.all<Counted>(sql)).map(({ name, n }) => [name, Number(n)]));
  }
}
