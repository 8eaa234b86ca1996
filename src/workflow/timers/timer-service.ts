import { Injectable } from '@nestjs/common';
import { CommandRefused } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { DatabaseClock, dueInstant } from '../../platform/clock/database-clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { Draining } from '../../platform/shutdown/draining.js';
import { Runner } from '../runner/runner.js';
import { TimerFaults } from './timer-faults.js';

/** A due timer, and what it takes to put it off or to show an incident in its place. */
export interface DueTimer {
  timerKey: string;
  instanceKey: string;
  elementId: string;
  elementInstanceKey: string;
  /** How often it could not be fired. */
  tries: number;
}

const dueTimers = `SELECT t.timer_key AS "timerKey", t.instance_key AS "instanceKey", t.element_id AS "elementId", t.fire_at AS "fireAt",
    COALESCE(t.element_instance_key, t.instance_key) AS "elementInstanceKey", t.tries AS "tries"
  FROM timer t JOIN process_instance i ON i.instance_key = t.instance_key`;

/** Timers fired at once: they share a COMMIT, and what people send meanwhile waits for no more than these. */
const batch = 128;

/** Batches in one turn, however many timers are due. */
const batchesInTurn = 80;

/** Batches in one turn that are not full: a cycle that fires every moment does not keep jobs and messages waiting. */
const remaindersInTurn = 20;

/**
 * Fires due timers, each in its own transaction and exactly once: the row is gone when the command has run. A batch is sent
 * off together, so that its members share COMMITs (group commit; 10,000 timers fired one after another wait for 10,000).
 */
@Injectable()
export class TimerService {
  constructor(
    private readonly database: Database,
    private readonly runner: Runner,
    private readonly faults: TimerFaults,
    private readonly clock: Clock,
    private readonly databaseClock: DatabaseClock,
    private readonly log: Log,
    private readonly draining: Draining,
  ) {}

  /** Gives how many fired. Overdue ones (the server was down) fire once, in the order they were due. */
  async fireDue(): Promise<number> {
    let fired = 0;
    let remainders = 0;
    for (let round = 0; round < batchesInTurn && remainders < remaindersInTurn; round += 1) {
      // What is not begun when the server ends is done by the next one.
      if (this.draining.begun) return fired;
      const due = await this.due();
      if (due.length < batch) remainders += 1;
      const results = await Promise.all(byInstance(due).map((timers) => this.fireInOrder(timers)));
      const inBatch = results.reduce((sum, count) => sum + count, 0);
      fired += inBatch;
      // Those that could not be fired are put off; only a race with somebody else leaves a due one behind.
      if (inBatch === 0) break;
    }
    return fired;
  }

  /**
   * Fires one that this node was told of, if it is still open. Others of its instance that were due before it go first: they may take
   * it away.
   * @throws Error when it could not be fired and nobody has put it off: it must be told of again.
   */
  async fireOne(timerKey: string): Promise<void> {
    const present = await this.present();
    const chain = await this.database.all<DueTimer & { fireAt: string }>(
      `${dueTimers} JOIN timer told ON told.instance_key = t.instance_key AND told.timer_key = ?
       WHERE i.status = 'active' AND t.fire_at <= told.fire_at ORDER BY t.fire_at, t.due_at, length(t.timer_key), t.timer_key`,
      [timerKey],
    );
    for (const timer of chain) {
      if (timer.fireAt > present) throw new Error('the clock of this node is behind the clock of the database');
      if (!(await this.fire(timer)) && timer.timerKey === timerKey && (await this.isDue(timer)))
        throw new Error('the instance is being worked on');
    }
  }

  private async isDue({ timerKey, tries }: DueTimer): Promise<boolean> {
    const row = await this.database.get(
      `${dueTimers} WHERE t.timer_key = ? AND t.tries = ? AND t.fire_at <= ? AND i.status = 'active'`,
      [timerKey, tries, await this.present()],
    );
    return row !== undefined;
  }

  /** Due by the database's time, and by this process's, which writes the time of firing into the history: never early. */
  private async due(): Promise<DueTimer[]> {
    return this.database.all<DueTimer>(
      `${dueTimers} WHERE t.fire_at <= ? AND i.status = 'active' ORDER BY t.fire_at, t.due_at, length(t.timer_key), t.timer_key LIMIT ${batch}`,
      [await this.present()],
    );
  }

  private present(): Promise<string> {
    return dueInstant(this.clock, this.databaseClock);
  }

  /** Timers of one instance in the order they were due: the first may take the others away. */
  private async fireInOrder(timers: readonly DueTimer[]): Promise<number> {
    let fired = 0;
    for (const timer of timers) if (await this.fire(timer)) fired += 1;
    return fired;
  }

  private async fire(timer: DueTimer): Promise<boolean> {
    const { timerKey, instanceKey } = timer;
    try {
      await this.database.write((transaction) =>
        this.runner.execute(transaction, instanceKey, { type: 'fireTimer', key: timerKey }, null),
      );
      return true;
    } catch (reason) {
      if (isRace(reason)) return false;
      if (!(reason instanceof CommandRefused) && !(reason instanceof Failure))
        this.log.error('timer failed', { timerKey, instanceKey, ...faultOf(reason) });
      await this.faults.note(timer, reason);
      return false;
    }
  }
}

/** The instance was suspended, ended or changed between the look and the command. */
const isRace = (reason: unknown): boolean =>
  reason instanceof CommandRefused
    ? reason.code === 'instance-suspended' || reason.code === 'instance-ended'
    : reason instanceof Failure && (reason.kind === 'conflict' || reason.kind === 'unavailable');

function byInstance(timers: readonly DueTimer[]): DueTimer[][] {
  const chains = new Map<string, DueTimer[]>();
  for (const timer of timers) {
    const chain = chains.get(timer.instanceKey);
    if (chain) chain.push(timer);
    else chains.set(timer.instanceKey, [timer]);
  }
  return [...chains.values()];
}
