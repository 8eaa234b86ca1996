import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { lastDayOf, type ClockRecord } from '../../domain/clocks/statutory-clock.js';
import { petitionProcesses } from '../../domain/codes/process-codes.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Lock, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';
import { Changes } from '../../workflow/changes.js';
import { HistoryWriter } from '../../workflow/history/history-writer.js';
import { CalendarPort, type CalendarOrigin } from '../../workflow/ports/calendar-port.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { appendEntry, clockColumns } from '../cases/clocks/clock-rows.js';
import { CalendarRepository } from './calendar.repository.js';
import type { LiveCalendar } from './live-calendar.js';

/** Clocks counted anew in one transaction. */
const batch = 100;

type StaleClock = ClockRecord & { caseId: string; basis: string; ofIncident: number };

/** As the index `case_clock_counted` has it: clocks of before there was a version come first. */
const countedWith = `COALESCE(k.calendar, '')`;

/** Two ranges of that index; `<>` would read every clock that runs. */
const otherCalendar = ['<', '>']
  .map(
    (side) =>
      `SELECT * FROM (SELECT ${countedWith} AS "calendar" FROM case_clock k WHERE k.stopped_at IS NULL AND ${countedWith} ${side} ? LIMIT 1) other${side === '<' ? 'Before' : 'After'}`,
  )
  .join(' UNION ALL ');

/** Keeps the calendar of this process, and the clocks that run, at what the overrides in the database say. */
@Injectable()
export class CalendarPortAdapter extends CalendarPort implements OnModuleInit {
  private readonly repository = new CalendarRepository();

  constructor(
    private readonly database: Database,
    private readonly history: HistoryWriter,
    private readonly changes: Changes,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: LiveCalendar,
  ) {
    super();
  }

  /** Before the first command. */
  async onModuleInit(): Promise<void> {
    await this.refresh();
  }

  override async refresh(): Promise<string> {
    this.calendar.use(await this.repository.overrides(this.database));
    return this.calendar.version;
  }

  override origin(reader: SqlReader, version: string): Promise<CalendarOrigin | undefined> {
    return this.repository.origin(reader, version);
  }

  override async hasStaleClocks(reader: SqlReader): Promise<boolean> {
    return (await this.staleVersion(reader)) !== undefined;
  }

  override async recountClocks(transaction: SqlTransaction, origin: CalendarOrigin | undefined): Promise<void> {
    const { version } = this.calendar;
    await transaction.lock({ kind: 'calendar', key: '' });
    const stale = await this.staleVersion(transaction);
    if (stale === undefined) return;
    // Those that end first come first: what is due soon is right soon.
    const clocks = await transaction.all<StaleClock>(
      `SELECT k.case_id AS "caseId", k.basis AS "basis", k.of_incident AS "ofIncident", ${clockColumns('k')} FROM case_clock k
       WHERE k.stopped_at IS NULL AND ${countedWith} = ? ORDER BY k.last_day LIMIT ${batch}`,
      [stale],
    );
    await transaction.lock(...clocks.map(({ caseId }): Lock => ({ kind: 'case', key: caseId })));
    for (const clock of clocks) {
      const lastDay = lastDayOf(clock, this.calendar);
      const changed = await transaction.run(
        `UPDATE case_clock SET last_day = ?, calendar = ? WHERE case_id = ? AND name = ? AND round = ? AND stopped_at IS NULL AND last_day = ?`,
        [lastDay, version, clock.caseId, clock.name, clock.round, clock.lastDay],
      );
      if (changed !== 1 || lastDay === clock.lastDay) continue;
      await this.enter(transaction, clock, lastDay, origin);
      if (clock.ofIncident === 0) await this.tell(transaction, clock, lastDay, origin);
    }
  }

  /** Another calendar than the present one with which clocks that run were counted. */
  private async staleVersion(reader: SqlReader): Promise<string | undefined> {
    const { version } = this.calendar;
    return (await reader.get<{ calendar: string }>(otherCalendar, [version, version]))?.calendar;
  }

  /** In the ledger of the case. */
  private enter(
    transaction: SqlTransaction,
    { caseId, name, round, basis }: StaleClock,
    lastDay: string,
    origin: CalendarOrigin | undefined,
  ): Promise<void> {
    return appendEntry(transaction, {
      caseId,
      clock: name,
      round,
      action: 'recount',
      at: this.clock.instant(),
      actorId: origin?.changedBy ?? null,
      basis,
      days: null,
      lastDay,
      reason: origin?.reason ?? null,
      elementId: null,
      instanceKey: null,
    });
  }

  /** In the history of the instance that works on the petition. */
  private async tell(
    transaction: SqlTransaction,
    { caseId, name, lastDay: from }: StaleClock,
    to: string,
    origin: CalendarOrigin | undefined,
  ): Promise<void> {
    const instance = await transaction.get<{ key: string }>(
      `SELECT instance_key AS key FROM process_instance WHERE case_id = ? AND status IN ('active', 'suspended')
         AND process_id IN (${petitionProcesses.map(() => '?').join(', ')}) ORDER BY length(instance_key), instance_key LIMIT 1`,
      [caseId, ...petitionProcesses],
    );
    if (!instance) return;
    const meta = { name, from, to, calendar: this.calendar.version, ...(origin && { reason: origin.reason }) };
    await this.history.appendTo(transaction, instance.key, this.clock.instant(), origin?.changedBy ?? null, [
      { type: 'CLOCK_MOVED', meta },
    ]);
    transaction.afterCommit(() =>
      this.changes.publish({ topic: 'case', key: caseId, caseId, instanceKey: instance.key }),
    );
  }
}
