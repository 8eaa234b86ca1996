import type { MessageWait, SignalWait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

export function reconcileMessages(
  transaction: SqlTransaction,
  instanceKey: string,
  open: Set<string>,
  waits: readonly MessageWait[],
  now: string,
): Promise<void> {
  return reconcileIn('message_subscription', transaction, open, waits, (wait) =>
    transaction.run(
      `INSERT INTO message_subscription (subscription_key, instance_key, element_id, name, correlation_key, opened_at) VALUES (?, ?, ?, ?, ?, ?)`,
      [wait.key, instanceKey, wait.elementId, wait.name, wait.correlationKey, now],
    ),
  );
}

export function reconcileSignals(
  transaction: SqlTransaction,
  instanceKey: string,
  open: Set<string>,
  waits: readonly SignalWait[],
  now: string,
): Promise<void> {
  return reconcileIn('signal_subscription', transaction, open, waits, (wait) =>
    transaction.run(
      `INSERT INTO signal_subscription (subscription_key, instance_key, element_id, name, opened_at) VALUES (?, ?, ?, ?, ?)`,
      [wait.key, instanceKey, wait.elementId, wait.name, now],
    ),
  );
}

/** New ones are inserted, gone ones deleted; a subscription that stays open is never written again. */
async function reconcileIn<W extends { key: string }>(
  table: 'message_subscription' | 'signal_subscription',
  transaction: SqlTransaction,
  open: Set<string>,
  waits: readonly W[],
  insert: (wait: W) => Promise<number>,
): Promise<void> {
  for (const wait of waits) if (!open.delete(wait.key)) await insert(wait);
  for (const key of open) await transaction.run(`DELETE FROM ${table} WHERE subscription_key = ?`, [key]);
}
