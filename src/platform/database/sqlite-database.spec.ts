import { openTestDatabase, type TestDatabase } from '../../../test/builders/database.js';

describe('SqliteDatabase', () => {
  let test: TestDatabase;
  beforeEach(async () => (test = await openTestDatabase()));
  afterEach(() => test.close());

  const insert = (id: string) => (transaction: { run(sql: string, p: string[]): Promise<number> }) =>
    transaction.run(`INSERT INTO unit (id, name, level, path, short_code) VALUES (?, 'n', 'l', 'p', 's')`, [id]);
  const count = async () => (await test.database.get<{ n: number }>('SELECT count(*) AS n FROM unit'))!.n;

  it('keeps what succeeds of a group and nothing of what fails', async () => {
    const results = await Promise.allSettled([
      test.database.write(insert('a')),
      test.database.write(async (transaction) => {
        await insert('b')(transaction);
        throw new Error('refused');
      }),
      test.database.write(insert('a')),
      test.database.write(insert('c')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(await count()).toBe(2);
  });

  it('shows a reader nothing that is not committed', async () => {
    let during = -1;
    await test.database.write(async (transaction) => {
      await insert('a')(transaction);
      during = await count();
    });
    expect(during).toBe(0);
    expect(await count()).toBe(1);
  });

  it('runs effects only after a commit', async () => {
    const effects: string[] = [];
    await Promise.allSettled([
      test.database.write(async (transaction) => transaction.afterCommit(() => effects.push('kept'))),
      test.database.write(async (transaction) => {
        transaction.afterCommit(() => effects.push('undone'));
        throw new Error('refused');
      }),
    ]);
    expect(effects).toEqual(['kept']);
  });

  it('serves writers one after another in the order they came', async () => {
    const seen: number[] = [];
    await Promise.all([1, 2, 3].map((n) => test.database.write(async () => seen.push(n))));
    expect(seen).toEqual([1, 2, 3]);
  });
});
