/** Values that both SQLite and PostgreSQL take as parameters. */
export type SqlValue = string | number | null;

/** Reads committed rows only. SQL uses `?` for parameters. */
export interface SqlReader {
  all<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  get<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined>;
}

/**
 * What a transaction can have to itself until it ends. The order of the kinds is the one order in which locks are waited for
 * (docs/decisions/0009-locks.md): whoever waits holds only locks that come before, so that nobody waits in a circle.
 */
export const lockKinds = [
  'deployment',
  'roster',
  'process-draft',
  'calendar',
  'archive',
  'message',
  'instance',
  'case',
  'number-series',
  'data-store',
  'seal',
] as const;

export interface Lock {
  kind: (typeof lockKinds)[number];
  /** Of the row, or the name of what has no row. */
  key: string;
}

export type Dialect = 'sqlite' | 'postgres';

/** One write transaction. Reads here see its own writes. */
export interface SqlTransaction extends SqlReader {
  readonly dialect: Dialect;
  /**
   * Waits until nobody else holds any of these. What is read of them afterwards stays true until the end of the transaction;
   * what was read before may be stale. SQLite has one writer at a time, and nothing to wait for.
   */
  lock(...locks: readonly Lock[]): Promise<void>;
  /** What it has to itself by now. */
  readonly locks: readonly Lock[];
  /** Gives the number of rows changed: conditional updates check it for 1. */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
  /** Runs after the transaction is durable, never when it was rolled back. Must not throw. */
  afterCommit(effect: () => void): void;
}

/** What monitoring asks of the database; which figures there are depends on its kind. */
export interface DatabaseFigures {
  /** Writes that wait for their turn. */
  queuedWrites: number;
  /** Bytes of SQLite's write-ahead log. */
  walBytes?: number;
  /** Connections of a pool, and requests that wait for one. */
  pool?: { total: number; idle: number; waiting: number };
}

export type CommitObserver = (callers: number, seconds: number) => void;

/**
 * The one way to the tables. Everything that changes a row goes through `write`. On SQLite it queues callers, of whom several
 * waiting ones share one COMMIT, each in its own savepoint. On PostgreSQL every caller has a connection, in isolation level
 * READ COMMITTED: read-then-write needs a lock or a conditional update, and the work may be run again from its start when the
 * database asks for it, so that it must not change anything outside its transaction (`afterCommit` is for that).
 *
 * Work inside `write` may await only its transaction. Awaiting anything else (a file, another `write`) would stall every
 * other writer, and another `write` would wait for itself.
 */
export abstract class Database implements SqlReader {
  abstract all<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  abstract get<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined>;

  /** Where its reads go: to a transaction when the request that is being served holds one open, else to committed rows. */
  source(): SqlReader {
    return this;
  }

  abstract write<T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T>;

  /** How many callers shared a COMMIT, and seconds from its BEGIN. */
  protected onCommit: CommitObserver = () => undefined;

  /** Lets somebody count: told after every COMMIT. */
  observeCommits(observer: CommitObserver): void {
    this.onCommit = observer;
  }

  figures(): DatabaseFigures {
    return { queuedWrites: 0 };
  }

  /** What a database of this kind needs from time to time; called in every turn of the scheduler. */
  async maintain(): Promise<void> {}
}
