import type { Instant, Json, Key, Thrown, Variables } from '../../engine/ports.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';

/** Values of the data stores that a definition names; one that nobody has written is absent. */
export async function readStores(reader: SqlReader, names: readonly string[]): Promise<Variables> {
  if (names.length === 0) return {};
  const rows = await reader.all<{ name: string; value: string }>(
    `SELECT name, value FROM data_store WHERE name IN (${names.map(() => '?').join(', ')})`,
    [...names],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as Json]));
}

/** The last value an instance gave a store counts. */
export async function writeStores(
  transaction: SqlTransaction,
  instanceKey: Key,
  thrown: readonly Thrown[],
  now: Instant,
): Promise<void> {
  for (const written of thrown) {
    if (written.kind !== 'store') continue;
    await transaction.run(
      `INSERT INTO data_store (name, value, instance_key, updated_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, instance_key = excluded.instance_key, updated_at = excluded.updated_at`,
      [written.name, JSON.stringify(written.value), instanceKey, now],
    );
  }
}
