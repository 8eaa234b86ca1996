import { openTestDatabase, testedDatabase, type TestDatabase } from '../../test/builders/database.js';
import { nextKey, nextKeys } from './keys.js';

describe('keys', () => {
  let test: TestDatabase;
  beforeEach(async () => (test = await openTestDatabase()));
  afterEach(() => test.close());

  const draw = (): Promise<string> => test.database.write((transaction) => nextKey(transaction));

  it('begin ranges of 2²³ that never overlap', async () => {
    const keys = await Promise.all(Array.from({ length: 50 }, draw));
    expect(new Set(keys).size).toBe(50);
    for (const key of keys) expect(BigInt(key) % (1n << 23n)).toBe(0n);
  });

  it('ascend in the order they are drawn', async () => {
    const keys: string[] = [];
    for (let drawn = 0; drawn < 12; drawn += 1) keys.push(await draw());
    expect(keys).toEqual(keys.map((_, index) => (BigInt(index + 1) << 23n).toString()));
  });

  it('are drawn several at once without a gap', async () => {
    const drawn = await test.database.write(async (transaction) => [
      await nextKeys(transaction, 0),
      await nextKeys(transaction, 3),
      await nextKeys(transaction, 1),
    ]);
    expect(drawn).toEqual([[], ['8388608', '16777216', '25165824'], ['33554432']]);
  });

  it('go on after a write that was refused', async () => {
    const refused = test.database.write(async (transaction) => {
      await nextKey(transaction);
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    const next = testedDatabase === 'postgres' ? 2n : 1n;
    expect(await draw()).toBe((next << 23n).toString());
  });

  it('stay exact beyond what a floating-point number can hold', async () => {
    await test.database.write<unknown>((transaction) =>
      transaction.dialect === 'postgres'
        ? transaction.all(`SELECT setval('key_sequence', ?)`, [2 ** 39])
        : transaction.run(`INSERT INTO key_counter (name, last) VALUES ('key', ?)`, [2 ** 39]),
    );
    expect(await draw()).toBe((((1n << 39n) + 1n) << 23n).toString());
  });
});
