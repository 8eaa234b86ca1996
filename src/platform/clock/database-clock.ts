import type { SqlReader } from '../database/database.js';
import { Clock } from './clock.js';

/**
 * The time by which timers are judged. Nodes of one installation may have clocks that differ; the database has one. On
 * SQLite, which one process serves, it is that process's clock.
 */
export abstract class DatabaseClock {
  /** The present instant of the database as ISO 8601 text in UTC. */
  abstract instant(): Promise<string>;
}

/** The earlier of the two: what is due by it is due for the database and for this process, whose time goes into the history. */
export async function dueInstant(clock: Clock, databaseClock: DatabaseClock): Promise<string> {
  const [here, there] = [clock.instant(), await databaseClock.instant()];
  return here < there ? here : there;
}

export class ProcessDatabaseClock extends DatabaseClock {
  constructor(private readonly clock: Clock) {
    super();
  }

  override async instant(): Promise<string> {
    return this.clock.instant();
  }
}

/** PostgreSQL's own, the same for every node. */
export class PostgresDatabaseClock extends DatabaseClock {
  constructor(private readonly reader: SqlReader) {
    super();
  }

  override async instant(): Promise<string> {
    const row = await this.reader.get<{ now: string }>(
      `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS now`,
    );
    return row!.now;
  }
}
