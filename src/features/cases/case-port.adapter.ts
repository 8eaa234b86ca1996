import { Inject, Injectable } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.js';
import { clockTable, parseClockMark } from '../../domain/clocks/clock-table.js';
import { incidentProcess, petitionProcesses, servesPetition } from '../../domain/codes/process-codes.js';
import { statusAfter } from '../../domain/progress/case-status.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { CasePort, type CaseProgress, type ClockChanges } from '../../workflow/ports/case-port.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { ClockLedger, type ClockOccasion } from './clocks/clock-ledger.js';

interface Standing {
  status: string;
  stage: string;
  receivedAt: string;
  handlingUnit: string;
}

type Step = CaseProgress['steps'][number];

/** A clock that rests has no last day: its timers wait until it goes on, and are computed anew then. */
const whileResting = '9999-12-30';

/** Lets the case follow its process: clocks, stations and status are what the diagram's elements say. */
@Injectable()
export class CasePortAdapter extends CasePort {
  private readonly ledger: ClockLedger;

  constructor(@Inject(WORK_CALENDAR) calendar: WorkCalendar) {
    super();
    this.ledger = new ClockLedger(calendar);
  }

  override async clocks(reader: SqlReader, caseId: string): Promise<Record<string, { lastDay: string }>> {
    const rows = await reader.all<{ name: string; lastDay: string }>(
      `SELECT name AS "name", CASE WHEN paused_on IS NULL THEN last_day ELSE '${whileResting}' END AS "lastDay"
       FROM case_clock WHERE case_id = ? AND stopped_at IS NULL`,
      [caseId],
    );
    return Object.fromEntries(rows.map(({ name, lastDay }) => [name, { lastDay }]));
  }

  /** The runner applies a command again once it knows the clocks the command starts: each step is followed once. */
  override async follow(transaction: SqlTransaction, progress: CaseProgress): Promise<ClockChanges> {
    const isPetition = servesPetition(progress.processId);
    if (!isPetition && progress.processId !== incidentProcess) return { changed: [], isMoved: false };
    const before = await this.standing(transaction, progress.caseId);
    if (!before) return { changed: [], isMoved: false };
    const steps = unfollowed(progress);
    // An incident of conduct never changes status, station or clock of the petition (domain.md H2).
    if (isPetition) await this.progress(transaction, progress, steps, before);
    return this.turnClocks(transaction, progress, steps, before);
  }

  private async turnClocks(
    transaction: SqlTransaction,
    progress: CaseProgress,
    steps: readonly Step[],
    { receivedAt, handlingUnit }: Standing,
  ): Promise<ClockChanges> {
    const { caseId, instanceKey, at, actor, variables } = progress;
    const given: Omit<ClockOccasion, 'elementId'> = {
      caseId,
      instanceKey,
      at,
      actor,
      variables,
      receivedOn: dayAt(receivedAt),
      handlingUnit,
    };
    const changed = new Set<string>();
    let isMoved = false;
    for (const { event, element } of steps) {
      if (!element || event.type !== 'ELEMENT_COMPLETED') continue;
      for (const mark of element.clock.flatMap((text) => parseClockMark(text) ?? [])) {
        const isOfIncident = clockTable.get(mark.name)!.ofIncident === true;
        if (isOfIncident !== (progress.processId === incidentProcess)) continue;
        const turned = await this.ledger.turn(transaction, mark, { ...given, elementId: element.id });
        if (turned !== 'none') changed.add(mark.name);
        if (turned === 'moved') isMoved = true;
      }
    }
    return { changed: [...changed], isMoved };
  }

  private async progress(
    transaction: SqlTransaction,
    progress: CaseProgress,
    steps: readonly Step[],
    before: Standing,
  ): Promise<void> {
    const after = { ...before };
    for (const { event, element } of steps) {
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
    }
    if (after.status === before.status && after.stage === before.stage) return;
    await transaction.run(`UPDATE petition_case SET status = ?, stage = ? WHERE id = ?`, [
      after.status,
      after.stage,
      progress.caseId,
    ]);
  }

  override async idByNumber(transaction: SqlTransaction, number: string): Promise<string | undefined> {
    const row = await transaction.get<{ id: string }>(`SELECT id FROM petition_case WHERE number = ?`, [number]);
    return row?.id;
  }

  private standing(transaction: SqlTransaction, caseId: string): Promise<Standing | undefined> {
    return transaction.get(
      `SELECT status AS "status", stage AS "stage", received_at AS "receivedAt", COALESCE(responsible_unit_id, unit_id) AS "handlingUnit"
       FROM petition_case WHERE id = ?`,
      [caseId],
    );
  }

  async orderTasks(transaction: SqlTransaction, caseId: string): Promise<void> {
    await transaction.run(
      `UPDATE task_candidate SET first_due = COALESCE((SELECT min(last_day) FROM petition_clock WHERE case_id = ? AND stopped_at IS NULL
           AND paused_on IS NULL), '9999')
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
}

function unfollowed({ steps, followed }: CaseProgress): Step[] {
  return steps.filter(({ event }, index) => {
    const step = `${event.type} ${event.elementInstanceKey ?? `${event.elementId} at ${index}`}`;
    if (followed.has(step)) return false;
    followed.add(step);
    return true;
  });
}
