import { openTestDatabase, type TestDatabase } from '../../../test/builders/database.js';
import { CommittedCache } from './committed-cache.js';
import type { SqlReader } from './database.js';
import { RequestDatabase } from './request-database.js';

describe('CommittedCache', () => {
  let test: TestDatabase;
  let reads: number;
  const cache = (capacity = 10) => new CommittedCache<string>(capacity);
  const read = async (reader: SqlReader): Promise<string> => {
    reads += 1;
    const row = await reader.get<{ last: number }>(`SELECT last FROM key_counter WHERE name = 'cached'`);
    return String(row?.last);
  };
  const insert = `INSERT INTO key_counter (name, last) VALUES ('cached', ?)`;
  beforeEach(async () => {
    test = await openTestDatabase();
    reads = 0;
  });
  afterEach(() => test.close());

  it('reads once', async () => {
    const kept = cache();
    await kept.of('a', test.database, read);
    await kept.of('a', test.database, read);
    expect(reads).toBe(1);
  });

  it('keeps what a transaction read of its own only when it is committed', async () => {
    const kept = cache();
    const undone = test.database.write(async (transaction) => {
      await transaction.run(insert, [1]);
      expect(await kept.of('a', transaction, read)).toBe('1');
      throw new Error('refused');
    });
    await expect(undone).rejects.toThrow('refused');
    await test.database.write(async (transaction) => {
      await transaction.run(insert, [2]);
      expect(await kept.of('a', transaction, read)).toBe('2');
    });
    expect(await kept.of('a', test.database, read)).toBe('2');
    expect(reads).toBe(2);
  });

  it('keeps what a request read in the transaction that it holds open only when that is committed', async () => {
    const kept = cache();
    const database = new RequestDatabase(test.database);
    const undone = database.together(
      async () => {
        await database.write((transaction) => transaction.run(insert, [1]));
        expect(await kept.of('a', database, read)).toBe('1');
      },
      () => Promise.reject(new Error('refused')),
    );
    await expect(undone).rejects.toThrow('refused');
    await database.write((transaction) => transaction.run(insert, [2]));
    expect(await kept.of('a', database, read)).toBe('2');
  });

  it('gives up the oldest for a new one', async () => {
    const kept = cache(1);
    for (const key of ['a', 'b', 'b', 'a']) await kept.of(key, test.database, read);
    expect(reads).toBe(3);
  });
});
