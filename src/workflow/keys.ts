import type { Key } from '../engine/ports.js';
import type { SqlTransaction } from '../platform/database/database.js';

/** Keys of one instance: its own and those the engine draws from its counter (design: number × 2²³ + counter). */
const keysPerNumber = 1n << 23n;

/** Draws the next number from the database and gives the first key of its range. */
export async function nextKey(transaction: SqlTransaction): Promise<Key> {
  return (await nextKeys(transaction, 1))[0]!;
}

/** Several at once, in ascending order. */
export async function nextKeys(transaction: SqlTransaction, count: number): Promise<Key[]> {
  if (count === 0) return [];
  const numbers =
    transaction.dialect === 'postgres' ? await ofSequence(transaction, count) : await ofCounter(transaction, count);
  return numbers.map((number) => (number * keysPerNumber).toString());
}

async function ofCounter(transaction: SqlTransaction, count: number): Promise<bigint[]> {
  const row = await transaction.get<{ last: number }>(
    `INSERT INTO key_counter (name, last) VALUES ('key', ?) ON CONFLICT (name) DO UPDATE SET last = key_counter.last + excluded.last RETURNING last`,
    [count],
  );
  const first = BigInt(row!.last - count + 1);
  return Array.from({ length: count }, (_, index) => first + BigInt(index));
}

/** Nobody waits for a sequence; numbers of a transaction that is rolled back are not given again. */
async function ofSequence(transaction: SqlTransaction, count: number): Promise<bigint[]> {
  const rows = await transaction.all<{ number: number }>(
    `SELECT nextval('key_sequence') AS number FROM generate_series(1, ?)`,
    [count],
  );
  return rows.map(({ number }) => BigInt(number)).sort((one, other) => Number(one - other));
}
