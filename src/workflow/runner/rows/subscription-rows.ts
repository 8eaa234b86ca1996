import type { MessageWait, SignalWait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';
import { openKeys } from './open-keys.js';

export async function reconcileMessages(
  transaction: SqlTransaction,
  instanceKey: string,
  waits: readonly MessageWait[],
  now: string,
): Promise<void> {
  const open = await openKeys(
    transaction,
    `SELECT subscription_key AS key FROM message_subscription WHERE instance_key = ?`,
    instanceKey,
  );
  for (const wait of waits) {
    if (open.delete(wait.key)) continue;
    await transaction.run(
      `INSERT INTO message_subscription (subscription_key, instance_key, element_id, name, correlation_key, opened_at) VALUES (?, ?, ?, ?, ?, ?)`,
      [wait.key, instanceKey, wait.elementId, wait.name, wait.correlationKey, now],
    );
  }
  for (const key of open) await transaction.run(`DELETE FROM message_subscription WHERE subscription_key = ?`, [key]);
}

export async function reconcileSignals(
  transaction: SqlTransaction,
  instanceKey: string,
  waits: readonly SignalWait[],
  now: string,
): Promise<void> {
  const open = await openKeys(
    transaction,
    `SELECT subscription_key AS key FROM signal_subscription WHERE instance_key = ?`,
    instanceKey,
  );
  for (const wait of waits) {
    if (open.delete(wait.key)) continue;
    await transaction.run(
      `INSERT INTO signal_subscription (subscription_key, instance_key, element_id, name, opened_at) VALUES (?, ?, ?, ?, ?)`,
      [wait.key, instanceKey, wait.elementId, wait.name, now],
    );
  }
  for (const key of open) await transaction.run(`DELETE FROM signal_subscription WHERE subscription_key = ?`, [key]);
}
