import type BetterSqlite3 from 'better-sqlite3';
import { statSync } from 'node:fs';
import { Database, type DatabaseFigures, type SqlReader, type SqlTransaction, type SqlValue } from './database.js';

type Handle = BetterSqlite3.Database;

/** Callers that share one COMMIT at the most; beyond it the first ones would wait longer than an fsync is worth. */
const groupSize = 128;

/**
 * Bytes of the write-ahead log above which it is written back and cut. SQLite writes back by itself every 4 MB, but starts
 * the log anew only when nobody reads from it: behind a long reader it grows, and afterwards keeps its size.
 */
export const walBound = 16 * 1024 * 1024;

interface Waiting {
  work: (transaction: SqlTransaction) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

type Settled = { value: unknown; effects: (() => void)[] } | { reason: unknown };

/** SQLite with one writing handle and one reading handle in WAL mode. */
export class SqliteDatabase extends Database {
  private readonly readStatements: StatementCache;
  private readonly writeStatements: StatementCache;
  private waiting: Waiting[] = [];
  private running: Promise<void> | null = null;
  /** Done between two transactions. */
  private pauses: (() => void)[] = [];

  constructor(
    private readonly writer: Handle,
    reader: Handle,
  ) {
    super();
    this.writeStatements = new StatementCache(writer);
    this.readStatements = new StatementCache(reader);
  }

  override async all<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return this.readStatements.of(sql).all(...parameters) as Row[];
  }

  override async get<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row | undefined> {
    return this.readStatements.of(sql).get(...parameters) as Row | undefined;
  }

  override write<T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.running ??= this.drain();
    });
  }

  /** Resolves when every write accepted so far is settled. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  override figures(): DatabaseFigures {
    return { queuedWrites: this.waiting.length, walBytes: this.walBytes() };
  }

  override async maintain(): Promise<void> {
    if (this.walBytes() <= walBound) return;
    await new Promise<void>((done, failed) => {
      this.pauses.push(() => {
        try {
          done(this.cutLog());
        } catch (reason) {
          failed(reason as Error);
        }
      });
      if (!this.running) this.pause();
    });
  }

  private walBytes(): number {
    return statSync(`${this.writer.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Waits for no reader: while one holds the log, only what it has seen is written back, and the next turn tries again. */
  private cutLog(): void {
    const patience = this.writer.pragma('busy_timeout', { simple: true }) as number;
    this.writer.pragma('busy_timeout = 0');
    try {
      this.writer.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      this.writer.pragma(`busy_timeout = ${patience}`);
    }
  }

  private pause(): void {
    this.pauses.splice(0).forEach((work) => work());
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      // One turn of the event loop lets every request that has arrived, and every caller that has just been answered, join
      // the same COMMIT.
      await new Promise((next) => setImmediate(next));
      this.pause();
      const group = this.waiting.splice(0, groupSize);
      if (!(await this.runGroup(group))) {
        // A full disk rolls the whole group back: alone, those that still fit succeed.
        for (const member of group) await this.runGroup([member]);
      }
    }
    this.running = null;
    this.pause();
  }

  /** False when a group of several must be run again one by one. */
  private async runGroup(group: Waiting[]): Promise<boolean> {
    const settled: Settled[] = [];
    const began = performance.now();
    try {
      this.control('BEGIN IMMEDIATE');
      for (const member of group) settled.push(await this.runMember(member));
      this.control('COMMIT');
    } catch (reason) {
      if (this.writer.inTransaction) this.control('ROLLBACK');
      if (group.length > 1) return false;
      group[0]?.reject(reason);
      return true;
    }
    this.onCommit(group.length, (performance.now() - began) / 1_000);
    group.forEach((member, index) => {
      const result = settled[index]!;
      if ('reason' in result) return member.reject(result.reason);
      result.effects.forEach((effect) => effect());
      member.resolve(result.value);
    });
    return true;
  }

  private async runMember(member: Waiting): Promise<Settled> {
    const effects: (() => void)[] = [];
    this.control('SAVEPOINT member');
    try {
      const value = await member.work(new SqliteTransaction(this.writeStatements, effects));
      this.control('RELEASE member');
      return { value, effects };
    } catch (reason) {
      // SQLITE_FULL and SQLITE_IOERR may have ended the transaction already: then the group as a whole has failed.
      if (!this.writer.inTransaction) throw reason;
      this.control('ROLLBACK TO member');
      this.control('RELEASE member');
      return { reason };
    }
  }

  private control(sql: string): void {
    this.writeStatements.of(sql).run();
  }
}

class SqliteTransaction implements SqlTransaction, SqlReader {
  readonly dialect = 'sqlite';
  readonly locks = [];

  constructor(
    private readonly statements: StatementCache,
    private readonly effects: (() => void)[],
  ) {}

  async all<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return this.statements.of(sql).all(...parameters) as Row[];
  }

  async get<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row | undefined> {
    return this.statements.of(sql).get(...parameters) as Row | undefined;
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return this.statements.of(sql).run(...parameters).changes;
  }

  /** The one writer has everything to itself. */
  async lock(): Promise<void> {}

  afterCommit(effect: () => void): void {
    this.effects.push(effect);
  }
}

/** Prepared statements by their text; searches compose few texts, so the cache stays small. */
class StatementCache {
  private readonly statements = new Map<string, BetterSqlite3.Statement>();

  constructor(private readonly handle: Handle) {}

  of(sql: string): BetterSqlite3.Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      if (this.statements.size >= 500) this.statements.clear();
      statement = this.handle.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
