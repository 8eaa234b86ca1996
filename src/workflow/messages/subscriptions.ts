import type { Key } from '../../engine/ports.js';
import type { Lock, SqlReader, SqlTransaction } from '../../platform/database/database.js';

/** The subscription that has waited longest: a message has exactly one receiver. */
export function oldestSubscription(
  reader: SqlReader,
  name: string,
  correlationKey: string,
): Promise<{ subscriptionKey: Key; instanceKey: Key } | undefined> {
  return reader.get(
    `SELECT s.subscription_key AS "subscriptionKey", s.instance_key AS "instanceKey" FROM message_subscription s
     JOIN process_instance i ON i.instance_key = s.instance_key AND i.status = 'active'
     WHERE s.name = ? AND s.correlation_key = ? ORDER BY s.opened_at, CAST(s.subscription_key AS BIGINT) LIMIT 1`,
    [name, correlationKey],
  );
}

/** Instances that wait for a signal, those first that have waited longest. A suspended one does not hear it. */
export async function signalReceivers(reader: SqlReader, name: string, except?: Key): Promise<Key[]> {
  const rows = await reader.all<{ key: Key }>(
    `SELECT s.instance_key AS key FROM signal_subscription s
     JOIN process_instance i ON i.instance_key = s.instance_key AND i.status = 'active'
     WHERE s.name = ? AND s.instance_key <> ? GROUP BY s.instance_key ORDER BY min(s.opened_at), CAST(s.instance_key AS BIGINT)`,
    [name, except ?? ''],
  );
  return rows.map(({ key }) => key);
}

/** The receiver of a message, which nobody else can give another one until the end of the transaction. */
export async function lockedReceiver(
  transaction: SqlTransaction,
  name: string,
  correlationKey: string,
): ReturnType<typeof oldestSubscription> {
  let found = await oldestSubscription(transaction, name, correlationKey);
  while (transaction.dialect === 'postgres' && found) {
    await transaction.lock(instance(found.instanceKey));
    // It may have gone on while its lock was waited for; then the next one is looked for.
    const still = await oldestSubscription(transaction, name, correlationKey);
    if (still?.subscriptionKey === found.subscriptionKey) break;
    found = still;
  }
  return found;
}

/** Receivers of a signal, all of them locked; those that go on before their lock is had have not heard it. */
export async function lockedReceivers(transaction: SqlTransaction, name: string, except?: Key): Promise<Key[]> {
  const found = await signalReceivers(transaction, name, except);
  if (transaction.dialect === 'sqlite' || found.length === 0) return found;
  await transaction.lock(...found.map(instance));
  const locked = new Set(found);
  return (await signalReceivers(transaction, name, except)).filter((key) => locked.has(key));
}

const instance = (key: Key): Lock => ({ kind: 'instance', key });
