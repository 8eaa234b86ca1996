import Sqlite from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, SqlTransaction, SqlValue } from '../../src/platform/database/database.js';

/** Where a process was when it was killed. */
export interface Moment {
  /** Number of the write since the sweep began, from 1. */
  write: number;
  /** Statement of the write that had not run yet; `commit`: all had; `committed`: the transaction had ended. */
  at: number | 'commit' | 'committed';
  folder: string;
}

const file = 'minqing.sqlite';

/**
 * What a killed process leaves, at every statement: SQLite keeps nothing but its files, so a copy of them, taken while the
 * server stands still before a statement, is what `kill -9` at that moment would have left. (The index of the log, `-shm`, is
 * memory of the living: it is not copied, and made anew by who opens the copy, as after a crash.)
 */
export class Snapshots {
  readonly moments: Moment[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'minqing-sweep-'));
  private writes = 0;
  private isOn = false;

  private constructor(private readonly dataDir: string) {}

  /** Puts itself between a server and its database, for as long as the server runs. */
  static of(database: Database, dataDir: string): Snapshots {
    const snapshots = new Snapshots(dataDir);
    const write = database.write.bind(database);
    database.write = async <T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> => {
      if (!snapshots.isOn) return write(work);
      const number = (snapshots.writes += 1);
      const value = await write(async (transaction) => {
        let statement = 0;
        const result = await work(snapshots.watched(transaction, () => snapshots.take(number, (statement += 1))));
        snapshots.take(number, 'commit');
        return result;
      });
      snapshots.take(number, 'committed');
      return value;
    };
    return snapshots;
  }

  /** Gives the moments of the operation; the first is that before it, as write 0. */
  async during(operation: () => Promise<unknown>): Promise<readonly Moment[]> {
    for (const { folder } of this.moments.splice(0)) rmSync(folder, { recursive: true });
    this.writes = 0;
    this.take(0, 'committed');
    this.isOn = true;
    try {
      await operation();
    } finally {
      this.isOn = false;
    }
    return this.moments;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private take(write: number, at: Moment['at']): void {
    const folder = join(this.folder, `${write}-${at}`);
    mkdirSync(folder, { recursive: true });
    for (const name of [file, `${file}-wal`])
      if (existsSync(join(this.dataDir, name))) copyFileSync(join(this.dataDir, name), join(folder, name));
    this.moments.push({ write, at, folder });
  }

  private watched(transaction: SqlTransaction, before: () => void): SqlTransaction {
    return new Proxy(transaction, {
      get(target, name: keyof SqlTransaction) {
        if (name !== 'all' && name !== 'get' && name !== 'run') {
          const value: unknown = target[name];
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        }
        return (sql: string, parameters?: readonly SqlValue[]) => {
          before();
          return target[name](sql, parameters);
        };
      },
    });
  }
}

/** Every row of every table of a copy, as text by table, after SQLite has recovered it. @throws when it is damaged. */
export function contentOf(folder: string): Record<string, string> {
  const handle = new Sqlite(join(folder, file));
  try {
    const damage = handle.pragma('quick_check', { simple: true });
    if (damage !== 'ok') throw new Error(`damaged: ${String(damage)}`);
    const broken = handle.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`foreign keys: ${JSON.stringify(broken)}`);
    const tables = handle
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      tables.map((name) => [name, JSON.stringify(handle.prepare(`SELECT * FROM ${name} ORDER BY rowid`).all())]),
    );
  } finally {
    handle.close();
  }
}

/** Moments after which a restarted server would find something between what was before a write and what is after it. */
export function torn(moments: readonly Moment[]): string[] {
  const committed = new Map(
    moments.filter(({ at }) => at === 'committed').map(({ write, folder }) => [write, contentOf(folder)]),
  );
  return moments.flatMap(({ write, at, folder }) => {
    if (at === 'committed') return [];
    const before = committed.get(write - 1)!;
    const content = contentOf(folder);
    const changed = Object.keys(content).filter((table) => content[table] !== before[table]);
    return changed.length > 0 ? [`write ${write}, at ${at}: ${changed.join(', ')}`] : [];
  });
}
