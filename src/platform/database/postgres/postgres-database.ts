import type { PoolClient } from 'pg';
import { Database, type DatabaseFigures, type Lock, type SqlTransaction, type SqlValue } from '../database.js';
import { Availability } from './availability.js';
import { Connections } from './connections.js';
import { StatementTexts } from './dialect.js';
import { isAway, isTransient, outcomeUnknown, toFailure } from './faults.js';
import { HeldLocks, LockedOutOfOrder } from './locks.js';
import type { PostgresSettings } from './settings.js';

/** Runs of one work at the most: what is in each other's way eight times in a row is told to come back. */
const mostRuns = 8;

/** PostgreSQL with a pool for writes and one for reads: writers that wait for a lock do not keep readers waiting. */
export class PostgresDatabase extends Database {
  private readonly writers: Connections;
  private readonly readers: Connections;
  private readonly availability = new Availability();
  private readonly texts = new StatementTexts();
  private readonly running = new Set<Promise<unknown>>();

  constructor(settings: PostgresSettings) {
    super();
    this.writers = new Connections(settings, 'minqing-write', this.availability);
    this.readers = new Connections(settings, 'minqing-read', this.availability);
  }

  override async all<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    try {
      return await this.readers.use(
        async (client) => (await client.query(this.texts.of(sql, parameters))).rows as Row[],
      );
    } catch (reason) {
      throw toFailure(reason);
    }
  }

  override async get<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row | undefined> {
    return (await this.all<Row>(sql, parameters))[0];
  }

  override write<T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
    const done = this.committed(work);
    this.running.add(done);
    const forget = () => this.running.delete(done);
    done.then(forget, forget);
    return done;
  }

  /** Resolves when every write accepted so far is settled. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  async close(): Promise<void> {
    await this.idle();
    await Promise.all([this.writers.close(), this.readers.close()]);
  }

  private async committed<T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
    let locks: readonly Lock[] = [];
    for (let run = 1; ; run += 1) {
      try {
        return await this.once(work, locks);
      } catch (reason) {
        const again = reason instanceof LockedOutOfOrderRun || isTransient(reason);
        if (!again) throw toFailure(reason);
        if (run === mostRuns) throw toFailure(reason instanceof LockedOutOfOrderRun ? lockTaken() : reason);
        if (reason instanceof LockedOutOfOrderRun) locks = [...locks, ...reason.locks];
      }
    }
  }

  override figures(): DatabaseFigures {
    const [writes, reads] = [this.writers.figures(), this.readers.figures()];
    return {
      queuedWrites: writes.waiting,
      pool: {
        total: writes.total + reads.total,
        idle: writes.idle + reads.idle,
        waiting: writes.waiting + reads.waiting,
      },
    };
  }

  private async once<T>(work: (transaction: SqlTransaction) => Promise<T>, locks: readonly Lock[]): Promise<T> {
    const began = performance.now();
    const { value, effects } = await this.writers.use((client) => this.transacted(client, work, locks));
    this.onCommit(1, (performance.now() - began) / 1_000);
    effects.forEach((effect) => effect());
    return value;
  }

  private async transacted<T>(
    client: PoolClient,
    work: (transaction: SqlTransaction) => Promise<T>,
    locks: readonly Lock[],
  ): Promise<{ value: T; effects: (() => void)[] }> {
    const transaction = new PostgresTransaction(client, this.texts);
    let isCommitting = false;
    try {
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
      await transaction.lock(...locks);
      const value = await work(transaction);
      transaction.assertSound();
      isCommitting = true;
      await client.query('COMMIT');
      return { value, effects: transaction.effects };
    } catch (reason) {
      // What went wrong first counts: work that catches it goes on in a transaction that can do nothing any more.
      const cause = transaction.fault ?? reason;
      if (isAway(cause)) throw isCommitting ? outcomeUnknown(cause) : cause;
      await client.query('ROLLBACK');
      throw cause instanceof LockedOutOfOrder ? new LockedOutOfOrderRun([...transaction.locks, cause.lock]) : cause;
    }
  }
}

/** Tells the next run which locks to begin with. */
class LockedOutOfOrderRun extends Error {
  constructor(readonly locks: readonly Lock[]) {
    super('a lock was held by another transaction');
    this.name = 'LockedOutOfOrderRun';
  }
}

const lockTaken = (): Error => Object.assign(new Error('lock not available'), { code: '55P03' });

class PostgresTransaction implements SqlTransaction {
  readonly dialect = 'postgres';
  readonly effects: (() => void)[] = [];
  /** The first thing that went wrong; PostgreSQL refuses every statement after it. */
  fault: unknown;
  private readonly held: HeldLocks;

  constructor(
    private readonly client: PoolClient,
    private readonly texts: StatementTexts,
  ) {
    this.held = new HeldLocks(client);
  }

  get locks(): readonly Lock[] {
    return this.held.all;
  }

  async all<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return (await this.query(sql, parameters)).rows as Row[];
  }

  async get<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row | undefined> {
    return (await this.all<Row>(sql, parameters))[0];
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return (await this.query(sql, parameters)).rowCount ?? 0;
  }

  async lock(...locks: readonly Lock[]): Promise<void> {
    await this.noted(this.held.take(locks));
  }

  afterCommit(effect: () => void): void {
    this.effects.push(effect);
  }

  /** @throws what a statement was refused for, though the work went on without it. */
  assertSound(): void {
    if (this.fault !== undefined) throw this.fault;
  }

  private query(sql: string, parameters: readonly SqlValue[]) {
    return this.noted(this.client.query(this.texts.of(sql, parameters)));
  }

  private async noted<T>(statement: Promise<T>): Promise<T> {
    try {
      return await statement;
    } catch (reason) {
      this.fault ??= reason;
      throw toFailure(reason);
    }
  }
}
