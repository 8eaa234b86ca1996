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

interface StaleTimer {
  timerKey: string;
  instanceKey: string;
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

  /** Gives how many timers were computed anew. What goes wrong is tried again by the next turn; timers fire meanwhile. */
  async catchUp(): Promise<number> {
    try {
      return await this.sweep();
    } catch (reason) {
      this.log.error('calendar not followed', { ...faultOf(reason) });
      return 0;
    }
  }

  private async sweep(): Promise<number> {
    const version = await this.port.refresh();
    if (version === this.done) return 0;
    const origin = await this.port.origin(this.database, version);
    const actor = origin ? await this.actors.byId(origin.changedBy) : null;
    while (await this.port.hasStaleClocks(this.database)) {
      await this.database.write((transaction) => this.port.recountClocks(transaction, origin));
    }
    let computed = 0;
    for (let stale = await this.stale(version); stale.length > 0; stale = await this.stale(version)) {
      await Promise.all(stale.map((timer) => this.compute(timer, version, origin, actor)));
      computed += stale.length;
    }
    // Another change may have come meanwhile: then the next turn sweeps again.
    if (this.calendar.version === version) this.done = version;
    return computed;
  }

  private stale(version: string): Promise<StaleTimer[]> {
    return this.database.all<StaleTimer>(
      `SELECT timer_key AS "timerKey", instance_key AS "instanceKey" FROM timer WHERE calendar IS NOT NULL AND calendar <> ?
       ORDER BY fire_at, timer_key LIMIT ${batch}`,
      [version],
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
