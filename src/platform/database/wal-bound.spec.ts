import Sqlite from 'better-sqlite3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '../../../test/builders/database.js';
import { walBound } from './sqlite-database.js';

const writes = 10_000;
/** Some 4 kB a row: behind a reader the log then grows well beyond its bound. */
const filling = 'x'.repeat(4_000);

describe('the write-ahead log', () => {
  let test: TestDatabase;
  beforeEach(async () => (test = await openTestDatabase()));
  afterEach(() => test.close());

  const logBytes = (): number => statSync(join(test.dataDir, 'minqing.sqlite-wal')).size;
  async function write(count: number, name: string): Promise<void> {
    for (let done = 0; done < count; done += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          test.database.write((transaction) =>
            transaction.run(`INSERT INTO process_draft VALUES (?, ?, 1, 1, '', '')`, [
              `${name}-${done + index}`,
              filling,
            ]),
          ),
        ),
      );
      await test.database.maintain();
    }
  }

  it('stays within its bound while nobody reads for long', async () => {
    await write(writes, 'alone');
    expect(logBytes()).toBeLessThanOrEqual(walBound);
    expect(test.database.figures().walBytes).toBe(logBytes());
  });

  it('grows behind a long reader, who holds up no write, and is cut as soon as that one is done', async () => {
    const reader = new Sqlite(join(test.dataDir, 'minqing.sqlite'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM process_draft').get();
    await write(writes, 'beside');
    expect(logBytes()).toBeGreaterThan(walBound);

    reader.exec('COMMIT');
    reader.close();
    await test.database.maintain();
    expect(logBytes()).toBeLessThanOrEqual(walBound);
    expect(await test.database.get('SELECT count(*) AS n FROM process_draft')).toEqual({ n: writes });
  });

  it('is cut between two transactions, in the midst of continuous writing', async () => {
    const reader = new Sqlite(join(test.dataDir, 'minqing.sqlite'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM process_draft').get();
    await write(6_000, 'before');
    reader.close();
    const writing = write(200, 'during');
    await test.database.maintain();
    expect(logBytes()).toBeLessThanOrEqual(walBound);
    await writing;
  });
});
