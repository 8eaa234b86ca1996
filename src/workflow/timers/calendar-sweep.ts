import { Inject, Injectable } from '@nestjs/common';
import type { WorkCalendar } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { ActorsPort } from '../ports/actors-port.js';
import { CalendarPort, type CalendarOrigin } from '../ports/calendar-port.js';
import { WORK_CALENDAR } from '../ports/tokens.js';
import { Runner } from '../runner/runner.js';

/** Timers computed anew at once; they share a COMMIT. */
const batch = 128;

/** Batches of each kind in one turn: after a change that moves a hundred thousand, timers fire and jobs run in between. */
const batchesInTurn = 40;

/** Two ranges of an index; `<>` would read every timer that was computed with a calendar. */
const otherCalendar = `SELECT * FROM (SELECT calendar AS "calendar" FROM timer WHERE calendar < ? LIMIT 1) before
  UNION ALL SELECT * FROM (SELECT calendar AS "calendar" FROM timer WHERE calendar > ? LIMIT 1) after`;

interface StaleTimer {
  timerKey: string;
  instanceKey: string;
}

interface Caught {
  /** Timers computed anew. */
  computed: number;
  /** True when a part waits for the next turn. */
  isMore: boolean;
}

/**
 * Computes anew what was counted with another working-day calendar: an administrator has changed a day, or a new version of
 * the software brought holidays that were not published before. Clocks come first, since timers read them. Every timer
 * carries the version it was computed with, so that a sweep that was cut off goes on where it stopped.
 */
@Injectable()
export class CalendarSweep {
  /** The calendar with which everything this process knows of was computed. */
  private done: string | null = null;

  constructor(
    private readonly database: Database,
    private readonly runner: Runner,
    private readonly port: CalendarPort,
    private readonly actors: ActorsPort,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    private readonly log: Log,
  ) {}

  /** What is due first comes first. What goes wrong is tried again by the next turn; timers fire meanwhile. */
  async catchUp(): Promise<Caught> {
    try {
      return await this.sweep();
    } catch (reason) {
      this.log.error('calendar not followed', { ...faultOf(reason) });
      return { computed: 0, isMore: false };
    }
  }

  private async sweep(): Promise<Caught> {
    const version = await this.port.refresh();
    if (version === this.done) return { computed: 0, isMore: false };
    const origin = await this.port.origin(this.database, version);
    const actor = origin ? await this.actors.byId(origin.changedBy) : null;
    for (let round = 0; await this.port.hasStaleClocks(this.database); round += 1) {
      if (round === batchesInTurn) return { computed: 0, isMore: true };
      await this.database.write((transaction) => this.port.recountClocks(transaction, origin));
    }
    let computed = 0;
    for (let round = 0; ; round += 1) {
      const stale = await this.stale(version);
      if (stale.length === 0) break;
      if (round === batchesInTurn) return { computed, isMore: true };
      await Promise.all(stale.map((timer) => this.compute(timer, version, origin, actor)));
      computed += stale.length;
    }
    // Another change may have come meanwhile: then the next turn sweeps again.
    if (this.calendar.version === version) this.done = version;
    return { computed, isMore: false };
  }

  /** Of one other calendar at a time, in the order in which the index `timer_counted` has them. */
  private async stale(version: string): Promise<StaleTimer[]> {
    const other = await this.database.get<{ calendar: string }>(otherCalendar, [version, version]);
    if (!other) return [];
    return this.database.all<StaleTimer>(
      `SELECT timer_key AS "timerKey", instance_key AS "instanceKey" FROM timer WHERE calendar = ?
       ORDER BY fire_at, timer_key LIMIT ${batch}`,
      [other.calendar],
    );
  }

  private async compute(
    { timerKey, instanceKey }: StaleTimer,
    version: string,
    origin: CalendarOrigin | undefined,
    actor: Actor | null,
  ): Promise<void> {
    const mark = `UPDATE timer SET calendar = ? WHERE timer_key = ? AND calendar <> ?`;
    try {
      await this.database.write(async (transaction) => {
        await transaction.lock({ kind: 'instance', key: instanceKey });
        if ((await transaction.run(mark, [version, timerKey, version])) !== 1) return;
        const because = { calendar: version, ...(origin && { reason: origin.reason }) };
        const command = { type: 'rescheduleTimer', key: timerKey, because } as const;
        await this.runner.execute(transaction, instanceKey, command, actor);
      });
    } catch (reason) {
      // Its expression gives no time any more: it keeps the one it has, and is not looked at again at every turn.
      this.log.error('timer not computed anew', { timerKey, instanceKey, calendar: version, ...faultOf(reason) });
      await this.database.write((transaction) => transaction.run(mark, [version, timerKey, version]));
    }
  }
}
