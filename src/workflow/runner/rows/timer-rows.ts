import type { Instant, Key, TimerWait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';
import type { OpenRows } from './open-rows.js';

/** When a command is carried out, and the calendar with which times were computed that depend on working days. */
interface Present {
  now: Instant;
  calendar: string;
}

/** A cycle has a new key at every firing, so that one row stands for one firing. */
export async function reconcileTimers(
  transaction: SqlTransaction,
  instanceKey: Key,
  { timers: open, failedTimers }: Pick<OpenRows, 'timers' | 'failedTimers'>,
  waits: readonly TimerWait[],
  { now, calendar }: Present,
): Promise<void> {
  const closeIncident = async (timerKey: Key): Promise<void> => {
    if (!failedTimers.has(timerKey)) return;
    await transaction.run(
      `UPDATE incident SET state = 'RESOLVED', resolved_at = ? WHERE timer_key = ? AND state = 'ACTIVE'`,
      [now, timerKey],
    );
  };
  for (const wait of waits) {
    const { key, dueAt } = wait;
    const before = open.get(key);
    open.delete(key);
    if (before === undefined) await openTimer(transaction, instanceKey, wait, calendar);
    else if (before !== dueAt) {
      await transaction.run(`UPDATE timer SET due_at = ?, fire_at = ?, tries = 0 WHERE timer_key = ?`, [
        dueAt,
        dueAt,
        key,
      ]);
      await closeIncident(key);
    }
  }
  for (const key of open.keys()) {
    await transaction.run(`DELETE FROM timer WHERE timer_key = ?`, [key]);
    await closeIncident(key);
  }
}

/** A time that depends on a statutory clock depends on the calendar, too: it counted the clock's last day. */
async function openTimer(
  transaction: SqlTransaction,
  instanceKey: Key,
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
