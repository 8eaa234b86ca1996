import { Injectable } from '@nestjs/common';
import { CommandRefused } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Incidents } from '../incidents/incidents.js';
import type { DueTimer } from './timer-service.js';

/** Tries of a timer before it becomes an incident. */
const mostTries = 3;

/** Waiting time in milliseconds before the next try: 5 s after the first failure, 25 s after the second, as for jobs. */
const backOff = (tries: number): number => 5_000 * 5 ** (tries - 1);

/** What becomes of a timer that cannot be fired: it is tried again with growing delays, then an incident stands in its place. */
@Injectable()
export class TimerFaults {
  constructor(
    private readonly database: Database,
    private readonly incidents: Incidents,
    private readonly clock: Clock,
  ) {}

  /** Nothing happens to a timer that is gone: what it watched was done between the look and the command. */
  async note(timer: DueTimer, reason: unknown): Promise<void> {
    const tries = timer.tries + 1;
    // What the engine or a rule refuses, it refuses again: a person must mend the drawing or the data first.
    const isFinal = reason instanceof CommandRefused || reason instanceof Failure;
    const next = isFinal || tries >= mostTries ? null : new Date(this.clock.now().getTime() + backOff(tries));
    const message = isFinal ? reason.message : '系统触发该定时器时出错，已记录，请稍后重试或联系管理员。';
    await this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'instance', key: timer.instanceKey });
      const putOff = await transaction.run(
        `UPDATE timer SET tries = ?, fire_at = ? WHERE timer_key = ? AND tries = ? AND fire_at IS NOT NULL`,
        [tries, next?.toISOString() ?? null, timer.timerKey, timer.tries],
      );
      if (putOff === 1 && next === null) await this.incidents.ofTimer(transaction, timer, message);
    });
  }
}
