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
     WHERE s.name = ? AND s.correlation_key = ? ORDER BY s.opened_at, s.subscription_key LIMIT 1`,
    [name, correlationKey],
  );
}
