import { Injectable } from '@nestjs/common';
import { CommandRefused, type Command, type Instant } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';

export interface WatchedCommand {
  type: Command['type'];
  actor: Actor | null;
}

/** Counts, times and logs commands. What was rolled back counts as nothing; a refusal counts when it is thrown. */
@Injectable()
export class CommandWatch {
  constructor(
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  async watch<T extends { instance: { instanceKey: string }; outcome: { status: string } }>(
    transaction: SqlTransaction,
    { type, actor }: WatchedCommand,
    work: () => Promise<T>,
  ): Promise<T> {
    const began = performance.now();
    let carried: T;
    try {
      carried = await work();
    } catch (reason) {
      const refused =
        reason instanceof Failure || (reason instanceof CommandRefused && reason.code !== 'engine-failed');
      this.metrics.commands.inc({ command: type, result: refused ? 'refused' : 'failed' });
      throw reason;
    }
    const millis = performance.now() - began;
    transaction.afterCommit(() => {
      this.metrics.commands.inc({ command: type, result: 'ok' });
      this.metrics.commandSeconds.observe({ command: type }, millis / 1_000);
      if (this.log.level === 'silent') return;
      this.log.log('command', {
        requestId: actor?.requestId,
        instanceKey: carried.instance.instanceKey,
        command: type,
        status: carried.outcome.status,
        millis: Math.round(millis * 10) / 10,
      });
    });
    return carried;
  }

  /** A timer that was due fired. */
  timerFired(transaction: SqlTransaction, dueAt: Instant, now: Instant): void {
    const seconds = (Date.parse(now) - Date.parse(dueAt)) / 1_000;
    transaction.afterCommit(() => this.metrics.timerLatenessSeconds.observe(Math.max(0, seconds)));
  }
}
