import type { ClockRecord } from '../../../domain/clocks/statutory-clock.js';
import type { ClockRule } from '../../../domain/clocks/clock-table.js';
import type { SqlReader, SqlTransaction } from '../../../platform/database/database.js';

/** Columns of `case_clock` and of the view `petition_clock` as a `ClockRecord` names them. */
export const clockColumns = (alias: string): string =>
  `${alias}.name AS "name", ${alias}.round AS "round", ${alias}.started_on AS "startedOn", ${alias}.last_day AS "lastDay", ${alias}.days_allowed AS "daysAllowed",
   ${alias}.unit AS "unit", ${alias}.paused_days AS "pausedDays", ${alias}.extended_days AS "extendedDays", ${alias}.paused_on AS "pausedOn", ${alias}.stopped_at AS "stoppedAt"`;

export const entryActions = ['start', 'stop', 'pause', 'resume', 'extend', 'recount'] as const;

/** One line of the ledger; it is never changed. */
export interface ClockEntry {
  caseId: string;
  clock: string;
  round: number;
  /** `recount`: the working-day calendar changed. */
  action: (typeof entryActions)[number];
  at: string;
  /** User id; null where the diagram or the calendar did it by itself. */
  actorId: string | null;
  basis: string;
  /** Length at the start, days of an extension, days of a rest. */
  days: number | null;
  /** The last day that follows. */
  lastDay: string;
  reason: string | null;
  elementId: string | null;
  instanceKey: string | null;
}

/** The clock in its latest round, running or not. The caller holds the case. */
export function latestRound(reader: SqlReader, caseId: string, name: string): Promise<ClockRecord | undefined> {
  return reader.get<ClockRecord>(
    `SELECT ${clockColumns('k')} FROM case_clock k WHERE k.case_id = ? AND k.name = ? ORDER BY k.round DESC LIMIT 1`,
    [caseId, name],
  );
}

export async function insertClock(
  transaction: SqlTransaction,
  caseId: string,
  clock: ClockRecord,
  rule: ClockRule,
  calendar: string,
): Promise<void> {
  await transaction.run(
    `INSERT INTO case_clock (case_id, name, round, started_on, last_day, days_allowed, unit, basis, calendar, of_incident) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      caseId,
      clock.name,
      clock.round,
      clock.startedOn,
      clock.lastDay,
      clock.daysAllowed,
      clock.unit,
      rule.basis,
      calendar,
      rule.ofIncident ? 1 : 0,
    ],
  );
}

export async function updateClock(
  transaction: SqlTransaction,
  caseId: string,
  clock: ClockRecord,
  calendar: string,
): Promise<void> {
  const { name, round, lastDay, pausedDays, extendedDays, pausedOn, stoppedAt } = clock;
  await transaction.run(
    `UPDATE case_clock SET last_day = ?, paused_days = ?, extended_days = ?, paused_on = ?, stopped_at = ?, calendar = ?
     WHERE case_id = ? AND name = ? AND round = ?`,
    [lastDay, pausedDays, extendedDays, pausedOn, stoppedAt, calendar, caseId, name, round],
  );
}

/** Adds a line to the ledger of the case. The caller holds the case, so that no number is given twice. */
export async function appendEntry(transaction: SqlTransaction, entry: ClockEntry): Promise<void> {
  await transaction.run(
    `INSERT INTO clock_entry (case_id, no, clock, round, action, at, actor_id, basis, days, last_day, reason, element_id, instance_key)
     SELECT ?, COALESCE(max(no), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM clock_entry WHERE case_id = ?`,
    [
      entry.caseId,
      entry.clock,
      entry.round,
      entry.action,
      entry.at,
      entry.actorId,
      entry.basis,
      entry.days,
      entry.lastDay,
      entry.reason,
      entry.elementId,
      entry.instanceKey,
      entry.caseId,
    ],
  );
}
