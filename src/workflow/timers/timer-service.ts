import { Injectable } from '@nestjs/common';
import { CommandRefused } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { Draining } from '../../platform/shutdown/draining.js';
import { Runner } from '../runner/runner.js';

const batch = 200;

/** Looks in one turn: a cycle that fires every moment does not keep jobs and messages waiting. */
const roundsInTurn = 20;

/** Fires due timers, each in its own transaction and exactly once: the row is gone when the command has run. */
@Injectable()
export class TimerService {
  constructor(
    private readonly database: Database,
    private readonly runner: Runner,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly draining: Draining,
  ) {}

  /** Gives how many fired. Overdue ones (the server was down) fire once, in the order they were due. */
  async fireDue(): Promise<number> {
    let fired = 0;
    const failed = new Set<string>();
    for (let round = 0; round < roundsInTurn; round += 1) {
      const rows = await this.database.all<{ timer_key: string; instance_key: string }>(
        `SELECT t.timer_key, t.instance_key FROM timer t JOIN process_instance i ON i.instance_key = t.instance_key
         WHERE t.due_at <= ? AND i.status = 'active' ORDER BY t.due_at, t.timer_key LIMIT ${batch + failed.size}`,
        [this.clock.instant()],
      );
      const due = rows.filter((row) => !failed.has(row.timer_key));
      if (due.length === 0) break;
      for (const row of due) {
        if (this.draining.begun) return fired;
        if (await this.fire(row.timer_key, row.instance_key)) fired += 1;
        else failed.add(row.timer_key);
      }
    }
    return fired;
  }

  private async fire(timerKey: string, instanceKey: string): Promise<boolean> {
    try {
      await this.database.write((transaction) =>
        this.runner.execute(transaction, instanceKey, { type: 'fireTimer', key: timerKey }, null),
      );
      return true;
    } catch (reason) {
      // Gone meanwhile is no fault: the task it watched was completed between the look and the command.
      if (!(reason instanceof CommandRefused)) {
        this.log.error('timer failed', {
          timerKey,
          instanceKey,
          ...faultOf(reason),
        });
      }
      return false;
    }
  }
}
