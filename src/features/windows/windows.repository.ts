import { Injectable } from '@nestjs/common';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';
import type { WindowBody, WindowShown } from './windows.dto.js';

interface WindowRow extends Omit<WindowShown, 'open'> {
  open: number;
}

const columns = `id AS "id", name AS "name", department AS "department", open AS "open", position AS "position"`;

/** The windows of the hall, and the numbers given at them. */
@Injectable()
export class WindowsRepository {
  constructor(private readonly database: Database) {}

  async all(reader: SqlReader = this.database): Promise<WindowShown[]> {
    return (await reader.all<WindowRow>(`SELECT ${columns} FROM service_window ORDER BY position`)).map(shown);
  }

  async byId(id: string, reader: SqlReader = this.database): Promise<WindowShown | undefined> {
    const row = await reader.get<WindowRow>(`SELECT ${columns} FROM service_window WHERE id = ?`, [id]);
    return row && shown(row);
  }

  async put(transaction: SqlTransaction, id: string, { name, department, open }: WindowBody): Promise<void> {
    await transaction.lock({ kind: 'number-series', key: 'service-window' });
    await transaction.run(
      `INSERT INTO service_window (id, name, department, open, position)
       VALUES (?, ?, ?, ?, (SELECT COALESCE(max(position), 0) + 1 FROM service_window))
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, department = excluded.department, open = excluded.open`,
      [id, name.trim(), department.trim(), open ? 1 : 0],
    );
  }

  /** The next number of the day at a window; gap-free, because it is taken in the transaction that registers. */
  async nextInQueue(transaction: SqlTransaction, windowId: string, day: string): Promise<number> {
    await transaction.lock({ kind: 'number-series', key: `queue/${windowId}/${day}` });
    const row = await transaction.get<{ last: number }>(
      `INSERT INTO number_series (series, unit_id, period, last) VALUES ('queue', ?, ?, 1)
       ON CONFLICT (series, unit_id, period) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
      [windowId, day],
    );
    return row!.last;
  }
}

const shown = ({ open, position, ...window }: WindowRow): WindowShown => ({
  ...window,
  open: Number(open) === 1,
  position: Number(position),
});
