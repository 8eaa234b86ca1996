import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayAt, plusDays } from '../../domain/calendar/days.js';
import { categories } from '../../domain/codes/case-codes.js';
import { nameOf } from '../../domain/codes/code.js';
import type { Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import { JobFailure, type JobHandler, type JobRow } from '../../workflow/ports/case-port.js';

/** Channel with which a matter that was found on a visit is registered. */
const visitChannel = '下访';

/** An instant of Shanghai's midnight, as the rows of cases write instants. */
const startOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

/**
 * Job type `field-visit`, for processes without a case; the header `action` says what is done: `cases` looks up the matters that a
 * visit led to, `figures` counts the month that has ended.
 */
@Injectable()
export class FieldVisitJob implements JobHandler, OnModuleInit {
  readonly type = 'field-visit';

  constructor(
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  /** @throws JobFailure for an action that does not exist. */
  async prepare(job: JobRow): Promise<(transaction: SqlTransaction) => Promise<Variables>> {
    const action = job.headers['action'];
    if (action === 'cases') return (transaction) => registered(transaction, numbersIn(job.variables));
    if (action === 'figures') return (transaction) => this.figures(transaction);
    throw new JobFailure('下访任务的动作应为 cases 或 figures，请检查流程图中该步骤的标头 action。');
  }

  /** Whether there is something to report is a fact of the month, not of the calendar. */
  private async figures(reader: SqlReader): Promise<Variables> {
    const to = `${dayAt(this.clock.now()).slice(0, 7)}-01`;
    const from = `${plusDays(to, -1).slice(0, 7)}-01`;
    const span = [startOf(from), startOf(to)];
    const count = async (sql: string, parameters: string[]): Promise<number> =>
      Number((await reader.get<{ n: number }>(sql, parameters))!.n);
    const registered = await count(
      `SELECT count(*) AS n FROM petition_case WHERE registered_at >= ? AND registered_at < ?`,
      span,
    );
    const closed = await count(`SELECT count(*) AS n FROM petition_case WHERE closed_at >= ? AND closed_at < ?`, span);
    const late = await count(`SELECT count(*) AS n FROM case_clock WHERE stopped_at IS NULL AND last_day < ?`, [to]);
    const received = await count(
      `SELECT count(*) AS n FROM reception_appointment WHERE held_at >= ? AND held_at < ?`,
      span,
    );
    const frequent = await reader.all<{ category: string; n: number }>(
      `SELECT category AS "category", count(*) AS "n" FROM petition_case WHERE registered_at >= ? AND registered_at < ? GROUP BY category ORDER BY count(*) DESC, category LIMIT 5`,
      span,
    );
    const lines = [
      `${from.slice(0, 7)} 月登记 ${registered} 件，办结 ${closed} 件，领导接待 ${received} 件；截至月底超期未办结 ${late} 项。`,
      ...frequent.map(({ category, n }) => `${nameOf(categories, category)} ${n} 件`),
    ];
    return {
      figures: {
        month: from.slice(0, 7),
        registered,
        closed,
        late,
        received,
        substance: registered + late + received > 0,
      },
      figuresText: lines.join('\n'),
    };
  }
}

function numbersIn(variables: Variables): string[] {
  const rows = variables['caseNumbers'];
  if (!Array.isArray(rows)) throw new JobFailure('没有填写事项编号。');
  return rows.flatMap((row) => {
    const number = row && typeof row === 'object' && !Array.isArray(row) ? row['caseNumber'] : undefined;
    return typeof number === 'string' ? [number.trim()] : [];
  });
}

/** Matters by their number, each as other processes are told of it; what is no registered visit matter is named. */
async function registered(reader: SqlReader, numbers: readonly string[]): Promise<Variables> {
  const visitCases: Variables[] = [];
  const unknown: string[] = [];
  for (const number of numbers) {
    const row = await reader.get<{ id: string; title: string; unit: string }>(
      `SELECT id AS "id", title AS "title", COALESCE(responsible_unit_id, unit_id) AS "unit" FROM petition_case WHERE number = ? AND channel = ?`,
      [number, visitChannel],
    );
    if (!row) {
      unknown.push(number);
      continue;
    }
    const demands = await reader.all<{ no: number; text: string }>(
      `SELECT no AS "no", text AS "text" FROM case_demand WHERE case_id = ? ORDER BY no`,
      [row.id],
    );
    visitCases.push({
      caseNumber: number,
      title: row.title,
      responsibleUnit: row.unit,
      demands: demands.map(({ no, text }) => ({ no, text })),
    });
  }
  return { visitCases, unknownNumbers: unknown.join('、') };
}
