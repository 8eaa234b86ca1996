import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Changes } from '../../workflow/changes.js';
import { HistoryWriter, type NewEvent } from '../../workflow/history/history-writer.js';
import type { TaskRow } from './tasks.repository.js';

/** Writes what people do with tasks into the instance's history, and tells who looks at it. */
@Injectable()
export class TaskNotes {
  constructor(
    private readonly history: HistoryWriter,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  now(): string {
    return this.clock.instant();
  }

  async write(transaction: SqlTransaction, task: TaskRow, actor: Actor, event: NewEvent): Promise<void> {
    await this.history.appendTo(transaction, task.instanceKey, this.now(), actor.userId, [
      { ...event, elementId: task.elementId, elementInstanceKey: task.taskKey },
    ]);
    transaction.afterCommit(() =>
      this.changes.publish({
        topic: 'task',
        key: task.taskKey,
        caseId: task.caseId ?? undefined,
        instanceKey: task.instanceKey,
      }),
    );
  }
}
