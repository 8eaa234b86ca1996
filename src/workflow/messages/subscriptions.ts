import type { Key } from '../../engine/ports.js';
import type { SqlReader } from '../../platform/database/database.js';

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
