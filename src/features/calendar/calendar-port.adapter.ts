import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { lastCalendarDay } from '../../domain/calendar/terms.js';
import { petitionProcesses } from '../../domain/codes/process-codes.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Lock, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';
import { Changes } from '../../workflow/changes.js';
import { HistoryWriter } from '../../workflow/history/history-writer.js';
import { CalendarPort, type CalendarOrigin } from '../../workflow/ports/calendar-port.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { CalendarRepository } from './calendar.repository.js';
import type { LiveCalendar } from './live-calendar.js';

/** Clocks counted anew in one transaction. */
const batch = 100;

interface StaleClock {
  caseId: string;
  name: string;
  startedOn: string;
  daysAllowed: number;
  lastDay: string;
}

const staleClocks = `FROM case_clock WHERE stopped_at IS NULL AND (calendar IS NULL OR calendar <> ?)`;

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
    return (await reader.get(`SELECT 1 ${staleClocks} LIMIT 1`, [this.calendar.version])) !== undefined;
  }

  override async recountClocks(transaction: SqlTransaction, origin: CalendarOrigin | undefined): Promise<void> {
    const { version } = this.calendar;
    await transaction.lock({ kind: 'calendar', key: '' });
    const clocks = await transaction.all<StaleClock>(
      `SELECT case_id AS "caseId", name AS "name", started_on AS "startedOn", days_allowed AS "daysAllowed", last_day AS "lastDay"
       ${staleClocks} ORDER BY case_id, name LIMIT ${batch}`,
      [version],
    );
    await transaction.lock(...clocks.map(({ caseId }): Lock => ({ kind: 'case', key: caseId })));
    for (const clock of clocks) {
      const lastDay = lastCalendarDay(clock.startedOn, clock.daysAllowed, this.calendar);
      const changed = await transaction.run(
        `UPDATE case_clock SET last_day = ?, calendar = ? WHERE case_id = ? AND name = ? AND stopped_at IS NULL AND last_day = ?`,
        [lastDay, version, clock.caseId, clock.name, clock.lastDay],
      );
      if (changed === 1 && lastDay !== clock.lastDay) await this.tell(transaction, clock, lastDay, origin);
    }
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
