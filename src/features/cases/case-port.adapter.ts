import { Inject, Injectable } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.js';
import { clockTable, parseClockMark, type ClockMark } from '../../domain/clocks/clock-table.js';
import { startClock } from '../../domain/clocks/statutory-clock.js';
import { petitionProcesses, servesPetition } from '../../domain/codes/process-codes.js';
import { statusAfter } from '../../domain/progress/case-status.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { CasePort, type CaseProgress } from '../../workflow/ports/case-port.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';

interface Standing {
  status: string;
  stage: string;
  receivedAt: string;
}

/** Lets the case follow its process: clocks, stations and status are what the diagram's elements say. */
@Injectable()
export class CasePortAdapter extends CasePort {
  constructor(@Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar) {
    super();
  }

  override async clocks(reader: SqlReader, caseId: string): Promise<Record<string, { lastDay: string }>> {
    const rows = await reader.all<{ name: string; last_day: string }>(
      `SELECT name, last_day FROM case_clock WHERE case_id = ? AND stopped_at IS NULL`,
      [caseId],
    );
    return Object.fromEntries(rows.map((row) => [row.name, { lastDay: row.last_day }]));
  }

  /**
   * Following the same steps twice changes nothing the second time: the runner may apply a command again once it knows the
   * clocks the command starts.
   */
  override async follow(transaction: SqlTransaction, progress: CaseProgress): Promise<string[]> {
    // An incident of conduct never changes status, clock or station of the petition (domain.md H2).
    if (!servesPetition(progress.processId)) return [];
    const before = await this.standing(transaction, progress.caseId);
    if (!before) return [];
    const after = { ...before };
    const changed = new Set<string>();
    for (const { event, element } of progress.steps) {
      const phase =
        event.type === 'ELEMENT_ACTIVATED' ? 'begun' : event.type === 'ELEMENT_COMPLETED' ? 'done' : undefined;
      if (!element || !phase) continue;
      after.status = statusAfter(after.status, {
        phase,
        userTask: element.type === 'USER_TASK',
        station: element.station,
      });
      if (phase === 'begun' && element.station) {
        after.stage = element.station;
        await this.reach(transaction, progress, element.station);
      }
      if (phase === 'done') {
        for (const mark of element.clock.flatMap((text) => parseClockMark(text) ?? [])) {
          if (await this.turn(transaction, progress, mark, before.receivedAt)) changed.add(mark.name);
        }
      }
    }
    if (after.status !== before.status || after.stage !== before.stage) {
      await transaction.run(`UPDATE petition_case SET status = ?, stage = ? WHERE id = ?`, [
        after.status,
        after.stage,
        progress.caseId,
      ]);
    }
    return [...changed];
  }

  override async idByNumber(transaction: SqlTransaction, number: string): Promise<string | undefined> {
    const row = await transaction.get<{ id: string }>(`SELECT id FROM petition_case WHERE number = ?`, [number]);
    return row?.id;
  }

  private standing(transaction: SqlTransaction, caseId: string): Promise<Standing | undefined> {
    return transaction.get(
      `SELECT status AS "status", stage AS "stage", received_at AS "receivedAt" FROM petition_case WHERE id = ?`,
      [caseId],
    );
  }

  async orderTasks(transaction: SqlTransaction, caseId: string): Promise<void> {
    await transaction.run(
      `UPDATE task_candidate SET first_due = COALESCE((SELECT min(last_day) FROM case_clock WHERE case_id = ? AND stopped_at IS NULL), '9999')
       WHERE task_key IN (SELECT task_key FROM user_task WHERE case_id = ? AND state = 'CREATED' AND due_at IS NULL
         AND process_id IN (${petitionProcesses.map(() => '?').join(', ')}))`,
      [caseId, caseId, ...petitionProcesses],
    );
  }

  private async reach(transaction: SqlTransaction, { caseId, at }: CaseProgress, station: string): Promise<void> {
    await transaction.run(
      `INSERT INTO case_station (case_id, station, reached_at) VALUES (?, ?, ?) ON CONFLICT (case_id, station) DO NOTHING`,
      [caseId, station, at],
    );
  }

  /** True when the clock started or stopped; one that ran before is not started again. */
  private async turn(
    transaction: SqlTransaction,
    { caseId, at }: CaseProgress,
    mark: ClockMark,
    receivedAt: string,
  ): Promise<boolean> {
    if (mark.action === 'stop') {
      const sql = `UPDATE case_clock SET stopped_at = ? WHERE case_id = ? AND name = ? AND stopped_at IS NULL`;
      return (await transaction.run(sql, [at, caseId, mark.name])) === 1;
    }
    const rule = clockTable.get(mark.name)!;
    const clock = startClock(rule, dayAt(receivedAt), dayAt(at), this.calendar);
    const started = await transaction.run(
      `INSERT INTO case_clock (case_id, name, started_on, last_day, days_allowed, basis, calendar) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, name) DO NOTHING`,
      [caseId, clock.name, clock.startedOn, clock.lastDay, clock.daysAllowed, rule.basis, this.calendar.version],
    );
    return started === 1;
  }
}
