import { Injectable } from '@nestjs/common';
import { petitionProcesses } from '../../domain/codes/process-codes.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader, type SqlValue } from '../../platform/database/database.js';
import { caseScope } from '../identity/scope.js';

export interface LateRow {
  caseId: string;
  caseNumber: string;
  title: string;
  clock: string;
  lastDay: string;
  unitName: string;
}

export interface LateStepRow {
  caseId: string;
  name: string;
  unitName: string | null;
  holder: string | null;
  since: string;
}

/** The process of 督办 itself: its steps are no steps that are late. */
const urgeProcess = 'xf_urge';
const unit = `COALESCE(c.responsible_unit_id, c.unit_id)`;

/** Clocks that have run out, of the cases one sees, those longest late first. */
@Injectable()
export class LateRepository {
  constructor(private readonly database: Database) {}

  async page(
    actor: Actor,
    { today, unitId }: { today: string; unitId?: string },
    size: number,
    offset: number,
  ): Promise<{ rows: LateRow[]; total: number }> {
    const scope = caseScope(actor, 'c');
    const parameters: SqlValue[] = [today, ...scope.parameters, ...(unitId ? [unitId] : [])];
    const from = `FROM petition_clock k JOIN petition_case c ON c.id = k.case_id JOIN unit u ON u.id = ${unit}
      WHERE k.stopped_at IS NULL AND k.paused_on IS NULL AND k.last_day < ? AND ${scope.sql}${unitId ? ` AND ${unit} = ?` : ''}`;
    const rows = await this.database.all<LateRow>(
      `SELECT c.id AS "caseId", c.number AS "caseNumber", c.title AS "title", k.name AS "clock", k.last_day AS "lastDay", u.name AS "unitName"
       ${from} ORDER BY k.last_day, c.number, k.name LIMIT ? OFFSET ?`,
      [...parameters, size, offset],
    );
    const counted = await this.database.get<{ total: number }>(`SELECT count(*) AS total ${from}`, parameters);
    return { rows, total: Number(counted!.total) };
  }

  /** Where the cases stand: their open tasks, with who has them. */
  async steps(caseIds: readonly string[]): Promise<LateStepRow[]> {
    if (caseIds.length === 0) return [];
    const processes = petitionProcesses.filter((id) => id !== urgeProcess);
    return this.database.all(
      `SELECT t.case_id AS "caseId", t.name AS "name", u.name AS "unitName", a.display_name AS "holder", t.created_at AS "since"
       FROM user_task t LEFT JOIN unit u ON u.id = t.unit_id LEFT JOIN app_user a ON a.username = t.assignee
       WHERE t.state = 'CREATED' AND t.case_id IN (${marks(caseIds)}) AND t.process_id IN (${marks(processes)})
       ORDER BY t.created_at, t.task_key`,
      [...caseIds, ...processes],
    );
  }

  /** Which of the cases have a 督办 that has not ended. */
  async urged(caseIds: readonly string[], reader: SqlReader = this.database): Promise<Set<string>> {
    if (caseIds.length === 0) return new Set();
    const rows = await reader.all<{ caseId: string }>(
      `SELECT DISTINCT case_id AS "caseId" FROM process_instance WHERE process_id = ? AND ended_at IS NULL AND case_id IN (${marks(caseIds)})`,
      [urgeProcess, ...caseIds],
    );
    return new Set(rows.map(({ caseId }) => caseId));
  }

  /** The case with the unit that answers for it, when the actor may see it. */
  visible(
    reader: SqlReader,
    actor: Actor,
    caseId: string,
  ): Promise<{ id: string; number: string; unitId: string; unitName: string } | undefined> {
    const scope = caseScope(actor, 'c');
    return reader.get(
      `SELECT c.id AS "id", c.number AS "number", u.id AS "unitId", u.name AS "unitName"
       FROM petition_case c JOIN unit u ON u.id = ${unit} WHERE c.id = ? AND ${scope.sql}`,
      [caseId, ...scope.parameters],
    );
  }
}

const marks = (values: readonly string[]): string => values.map(() => '?').join(', ');
