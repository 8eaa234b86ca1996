import { openTestDatabase, type TestDatabase } from '../../test/builders/database.js';
import { nextKey, nextKeys } from './keys.js';

describe('keys', () => {
  let test: TestDatabase;
  beforeEach(async () => (test = await openTestDatabase()));
  afterEach(() => test.close());

  const draw = (): Promise<string> => test.database.write((transaction) => nextKey(transaction));

  it('begin ranges of 2²³ that never overlap, in the order they were drawn', async () => {
    const keys = await Promise.all(Array.from({ length: 50 }, draw));
    expect(keys).toEqual(keys.map((_, index) => (BigInt(index + 1) << 23n).toString()));
  });

  it('are drawn several at once without a gap', async () => {
    const keys = await test.database.write(async (transaction) => [
      ...(await nextKeys(transaction, 3)),
      ...(await nextKeys(transaction, 0)),
      await nextKey(transaction),
    ]);
    expect(keys).toEqual([1n, 2n, 3n, 4n].map((number) => (number << 23n).toString()));
  });

  it('are not lost with a write that was refused', async () => {
    const refused = test.database.write(async (transaction) => {
      await nextKey(transaction);
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await draw()).toBe((1n << 23n).toString());
  });

  it('stay exact beyond what a floating-point number can hold', async () => {
    await test.database.write((transaction) =>
      transaction.run(`INSERT INTO key_counter (name, last) VALUES ('key', ?)`, [2 ** 39]),
    );
    expect(await draw()).toBe((((1n << 39n) + 1n) << 23n).toString());
  });
});
