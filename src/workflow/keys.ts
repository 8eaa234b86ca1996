import type { Key } from '../engine/ports.js';
import type { SqlTransaction } from '../platform/database/database.js';

/** Keys of one instance: its own and those the engine draws from its counter (design: number × 2²³ + counter). */
const keysPerNumber = 1n << 23n;

/** Draws the next number from the database and gives the first key of its range. */
export async function nextKey(transaction: SqlTransaction): Promise<Key> {
  const row = await transaction.get<{ last: number }>(
    `INSERT INTO key_counter (name, last) VALUES ('key', 1) ON CONFLICT (name) DO UPDATE SET last = key_counter.last + 1 RETURNING last`,
  );
  return (BigInt(row!.last) * keysPerNumber).toString();
}
