import type { TimerWait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

interface OpenTimer {
  key: string;
  dueAt: string;
  /** Null: an incident stands in its place. */
  fireAt: string | null;
}

/**
 * A cycle has a new key at every firing, so that one row stands for one firing.
 * @param calendar with which times were computed that depend on working days
 */
export async function reconcileTimers(
  transaction: SqlTransaction,
  instanceKey: string,
  waits: readonly TimerWait[],
  now: string,
  calendar: string,
): Promise<void> {
  const rows = await transaction.all<OpenTimer>(
    `SELECT timer_key AS "key", due_at AS "dueAt", fire_at AS "fireAt" FROM timer WHERE instance_key = ?`,
    [instanceKey],
  );
  const open = new Map(rows.map((row) => [row.key, row]));
  for (const wait of waits) {
    const before = open.get(wait.key);
    open.delete(wait.key);
    if (before === undefined) await openTimer(transaction, instanceKey, wait, calendar);
    else if (before.dueAt !== wait.dueAt) await moveTimer(transaction, before, wait, now);
  }
  for (const timer of open.values()) {
    await transaction.run(`DELETE FROM timer WHERE timer_key = ?`, [timer.key]);
    await closeIncident(transaction, timer, now);
  }
}

/** A time that depends on a statutory clock depends on the calendar, too: it counted the clock's last day. */
async function openTimer(
  transaction: SqlTransaction,
  instanceKey: string,
  { key, elementId, elementInstanceKey, dueAt, usesClock, usesCalendar }: TimerWait,
  calendar: string,
): Promise<void> {
  await transaction.run(
    `INSERT INTO timer (timer_key, instance_key, element_id, element_instance_key, due_at, fire_at, uses_clock, calendar) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      key,
      instanceKey,
      elementId,
      elementInstanceKey,
      dueAt,
      dueAt,
      usesClock ? 1 : 0,
      usesClock || usesCalendar ? calendar : null,
    ],
  );
}

async function moveTimer(
  transaction: SqlTransaction,
  before: OpenTimer,
  { key, dueAt }: TimerWait,
  now: string,
): Promise<void> {
  await transaction.run(`UPDATE timer SET due_at = ?, fire_at = ?, tries = 0 WHERE timer_key = ?`, [dueAt, dueAt, key]);
  await closeIncident(transaction, before, now);
}

async function closeIncident(transaction: SqlTransaction, { key, fireAt }: OpenTimer, now: string): Promise<void> {
  if (fireAt !== null) return;
  await transaction.run(
    `UPDATE incident SET state = 'RESOLVED', resolved_at = ? WHERE timer_key = ? AND state = 'ACTIVE'`,
    [now, key],
  );
}
