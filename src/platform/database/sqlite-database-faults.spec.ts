import type BetterSqlite3 from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { rawHandle, readerOptions, writerOptions } from './data-sources.js';
import type { SqlTransaction } from './database.js';
import { SqliteDatabase } from './sqlite-database.js';

type Handle = BetterSqlite3.Database;

const full = (): Error => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

/** The handle with what begins, ends and undoes transactions intercepted: `before` may throw in place of the statement. */
function withFaults(handle: Handle, before: (sql: string) => void): Handle {
  return new Proxy(handle, {
    get(target, name) {
      if (name === 'prepare') {
        return (sql: string) => {
          const statement = target.prepare(sql);
          const run = (...parameters: unknown[]): unknown => {
            before(sql);
            return statement.run(...parameters);
          };
          return /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/.test(sql) ? { run } : statement;
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('SqliteDatabase on a failing disk', () => {
  let folder: string;
  let writer: DataSource;
  let reader: DataSource;
  let handle: Handle;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'minqing-faults-'));
    const file = join(folder, 'test.sqlite');
    writer = await new DataSource(writerOptions(file)).initialize();
    handle = rawHandle(writer);
    handle.exec('CREATE TABLE entry (id TEXT PRIMARY KEY)');
    reader = await new DataSource(readerOptions(file)).initialize();
  });
  afterEach(async () => {
    await reader.destroy();
    await writer.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (before: (sql: string) => void) => new SqliteDatabase(withFaults(handle, before), rawHandle(reader));
  const insert =
    (id: string, effects: string[] = []) =>
    async (transaction: SqlTransaction) => {
      transaction.afterCommit(() => effects.push(id));
      return transaction.run('INSERT INTO entry (id) VALUES (?)', [id]);
    };
  const ids = async (database: SqliteDatabase) =>
    (await database.all<{ id: string }>('SELECT id FROM entry ORDER BY id')).map((row) => row.id);

  it.each([
    ['and leaves the transaction open', false],
    ['and has rolled it back already', true],
  ])('runs a group one by one when its COMMIT fails %s', async (_, rolledBack) => {
    let commits = 0;
    const database = open((sql) => {
      if (sql !== 'COMMIT' || (commits += 1) > 1) return;
      if (rolledBack) handle.exec('ROLLBACK');
      throw full();
    });
    const effects: string[] = [];
    const results = await Promise.allSettled([
      database.write(insert('a', effects)),
      database.write(insert('b', effects)),
      database.write(insert('c', effects)),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(commits).toBe(4);
    expect(effects).toEqual(['a', 'b', 'c']);
    expect(await ids(database)).toEqual(['a', 'b', 'c']);
  });

  it('refuses only those of a group that do not fit', async () => {
    let commits = 0;
    const database = open((sql) => {
      if (sql === 'COMMIT' && [1, 3].includes((commits += 1))) throw full();
    });
    const effects: string[] = [];
    const results = await Promise.allSettled(['a', 'b', 'c'].map((id) => database.write(insert(id, effects))));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(effects).toEqual(['a', 'c']);
    expect(await ids(database)).toEqual(['a', 'c']);
  });

  it('refuses one that fails alone, and serves the next', async () => {
    let commits = 0;
    const database = open((sql) => {
      if (sql === 'COMMIT' && (commits += 1) === 1) throw full();
    });
    await expect(database.write(insert('a'))).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    await database.write(insert('b'));
    expect(await ids(database)).toEqual(['b']);
  });

  it('survives a statement that ends the transaction of the whole group', async () => {
    const database = open(() => undefined);
    let first = true;
    const results = await Promise.allSettled([
      database.write(insert('a')),
      database.write(async (transaction) => {
        await insert('b')(transaction);
        if (!first) return;
        first = false;
        handle.exec('ROLLBACK');
        throw full();
      }),
      database.write(insert('c')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await ids(database)).toEqual(['a', 'b', 'c']);
  });

  it('refuses a group that cannot begin, and serves the next', async () => {
    let busy = true;
    const database = open((sql) => {
      if (busy && sql.startsWith('BEGIN'))
        throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
    });
    const results = await Promise.allSettled([database.write(insert('a')), database.write(insert('b'))]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    busy = false;
    await database.write(insert('c'));
    expect(await ids(database)).toEqual(['c']);
  });
});
