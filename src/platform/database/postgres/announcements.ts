import { Client } from 'pg';
import { databaseAway } from './faults.js';
import { Retry } from './retry.js';

/** PostgreSQL takes 8,000 bytes at the most in one notification. */
export const longestAnnouncement = 7_900;

const channel = 'minqing_changes';

export interface Listener {
  /** An announcement of any node, this one included. */
  heard(text: string): void;
  /** It listens again after it did not: what was announced meanwhile is lost. */
  missed(): void;
  /** The connection broke or could not be opened; it is tried again. */
  broke(reason: Error): void;
}

/**
 * Announcements to all nodes (LISTEN and NOTIFY), on a connection of their own. They are sent after the commit they are about and not
 * within it: a transaction with a notification waits at its COMMIT for every other one that has one.
 */
export class Announcements {
  private client: Client | null = null;
  private opening: Promise<void> | null = null;
  private readonly retry = new Retry(() => void this.open(), 100, 5_000);
  private isClosed = false;
  private hasListened = false;

  constructor(
    private readonly url: string,
    private readonly listener: Listener,
  ) {}

  /** Resolves when it listens, or when the first try has failed. */
  open(): Promise<void> {
    return (this.opening ??= this.connect().finally(() => (this.opening = null)));
  }

  /** @throws Unavailable while there is no connection. */
  async announce(text: string): Promise<void> {
    if (!this.client) throw databaseAway();
    await this.client.query('SELECT pg_notify($1, $2)', [channel, text]);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.retry.stop();
    await this.opening;
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'minqing-listen',
      connectionTimeoutMillis: 3_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    let isOver = false;
    const over = (reason: Error) => {
      if (isOver) return;
      isOver = true;
      if (this.client === client) this.client = null;
      client.end().catch(() => undefined);
      this.lost(reason);
    };
    client.on('error', over);
    client.on('end', () => over(new Error('the server closed the connection')));
    client.on('notification', ({ payload }) => this.listener.heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (reason) {
      over(reason as Error);
      return;
    }
    if (isOver) return;
    this.client = client;
    this.retry.succeeded();
    if (this.hasListened) this.listener.missed();
    this.hasListened = true;
  }

  private lost(reason: Error): void {
    if (this.isClosed) return;
    this.listener.broke(reason);
    this.retry.later();
  }
}
