import { Injectable } from '@nestjs/common';
import type { Day } from '../../domain/calendar/days.js';
import type { CalendarOverride } from '../../domain/calendar/work-calendar.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { nextKey } from '../../workflow/keys.js';

export interface StoredOverride extends CalendarOverride {
  /** Name of who set it. */
  changedBy: string;
  changedAt: string;
}

/** A change that was made; `working` null: the day is again as published. */
export interface StoredChange {
  day: Day;
  working: boolean | null;
  reason: string;
  changedBy: string;
  changedAt: string;
}

type Stored<T> = Omit<T, 'working'> & { working: number | null };

const person = (column: string): string =>
  `COALESCE((SELECT u.display_name FROM app_user u WHERE u.id = ${column}), '')`;

@Injectable()
export class CalendarRepository {
  async overrides(reader: SqlReader): Promise<StoredOverride[]> {
    const rows = await reader.all<Stored<StoredOverride>>(
      `SELECT o.day AS "day", o.working AS "working", o.reason AS "reason", ${person('o.changed_by')} AS "changedBy", o.changed_at AS "changedAt"
       FROM work_day_override o ORDER BY o.day`,
    );
    return rows.map((row) => ({ ...row, working: row.working === 1 }));
  }

  override(reader: SqlReader, day: Day): Promise<{ reason: string } | undefined> {
    return reader.get(`SELECT reason AS "reason" FROM work_day_override WHERE day = ?`, [day]);
  }

  /** The newest first. */
  async changes(reader: SqlReader, most: number): Promise<StoredChange[]> {
    const rows = await reader.all<Stored<StoredChange>>(
      `SELECT c.day AS "day", c.working AS "working", c.reason AS "reason", ${person('c.changed_by')} AS "changedBy", c.changed_at AS "changedAt"
       FROM work_day_change c ORDER BY length(c.id) DESC, c.id DESC LIMIT ?`,
      [most],
    );
    return rows.map((row) => ({ ...row, working: row.working === null ? null : row.working === 1 }));
  }

  /** Who last made the calendar this version. */
  origin(reader: SqlReader, version: string): Promise<{ changedBy: string; reason: string } | undefined> {
    return reader.get(
      `SELECT changed_by AS "changedBy", reason AS "reason" FROM work_day_change WHERE calendar = ? ORDER BY length(id) DESC, id DESC LIMIT 1`,
      [version],
    );
  }

  async put(transaction: SqlTransaction, override: CalendarOverride, userId: string, at: string): Promise<void> {
    const { day, working, reason } = override;
    await transaction.run(
      `INSERT INTO work_day_override (day, working, reason, changed_by, changed_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET working = excluded.working, reason = excluded.reason, changed_by = excluded.changed_by,
         changed_at = excluded.changed_at`,
      [day, working ? 1 : 0, reason, userId, at],
    );
  }

  /** False when there was none. */
  async remove(transaction: SqlTransaction, day: Day): Promise<boolean> {
    return (await transaction.run(`DELETE FROM work_day_override WHERE day = ?`, [day])) === 1;
  }

  async note(
    transaction: SqlTransaction,
    { day, working, reason, changedBy, changedAt }: StoredChange,
    calendar: string,
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO work_day_change (id, day, working, reason, changed_by, changed_at, calendar) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        await nextKey(transaction),
        day,
        working === null ? null : working ? 1 : 0,
        reason,
        changedBy,
        changedAt,
        calendar,
      ],
    );
  }
}
