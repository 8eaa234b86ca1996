import { Pool, type PoolClient } from 'pg';
import type { Availability } from './availability.js';
import { isAway } from './faults.js';
import type { PostgresSettings } from './settings.js';
import { Slots } from './slots.js';

/** Milliseconds to open a connection. */
const connectMillis = 3_000;

/** Milliseconds beyond its own time-out after which a server that does not answer counts as away. */
const silenceMillis = 2_000;

/** A pool of connections, each lent to one caller at a time; one that broke is not lent again. */
export class Connections {
  private readonly pool: Pool;
  private readonly slots: Slots;

  constructor(
    { url, connections, statementMillis, lockMillis }: PostgresSettings,
    name: string,
    private readonly availability: Availability,
  ) {
    this.slots = new Slots(connections, statementMillis);
    this.pool = new Pool({
      connectionString: url,
      application_name: name,
      max: connections,
      connectionTimeoutMillis: connectMillis,
      idleTimeoutMillis: 30_000,
      statement_timeout: statementMillis,
      lock_timeout: lockMillis,
      idle_in_transaction_session_timeout: statementMillis,
      query_timeout: statementMillis + silenceMillis,
      keepAlive: true,
      // What was acknowledged must survive a power cut, whatever the server's default.
      options: '-c synchronous_commit=on',
    });
    // A connection that breaks while nobody uses it is dropped by the pool; the next caller opens another.
    this.pool.on('error', () => undefined);
  }

  /** @throws what `work` throws; faults of the connection as `pg` gives them. */
  async use<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    await this.slots.take();
    try {
      const client = await this.availability.attempt(() => this.pool.connect());
      let isBroken = false;
      // Told to who waits for an answer; without a listener it would end the process.
      const onError = () => (isBroken = true);
      client.on('error', onError);
      try {
        return await work(client);
      } catch (reason) {
        isBroken ||= isAway(reason) || isAway((reason as Error).cause);
        throw reason;
      } finally {
        client.off('error', onError);
        client.release(isBroken);
      }
    } finally {
      this.slots.give();
    }
  }

  figures(): { total: number; idle: number; waiting: number } {
    return { total: this.pool.totalCount, idle: this.pool.idleCount, waiting: this.slots.queued };
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
