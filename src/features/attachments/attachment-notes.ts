import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Changes } from '../../workflow/changes.js';
import { HistoryWriter, type NewEvent } from '../../workflow/history/history-writer.js';
import { AttachmentsRepository } from './attachments.repository.js';

/** What happens to material is written into the history of the case, and told to who looks at it. */
@Injectable()
export class AttachmentNotes {
  constructor(
    private readonly attachments: AttachmentsRepository,
    private readonly history: HistoryWriter,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  now(): string {
    return this.clock.instant();
  }

  /** Locks the instance and the case besides. @throws Failure case-archived when the case has no instance to write to */
  async write(transaction: SqlTransaction, caseId: string, actor: Actor, event: NewEvent): Promise<void> {
    const instanceKey = await this.attachments.instanceOf(transaction, caseId);
    if (!instanceKey) throw new Failure('conflict', 'case-archived', '该事项的办理过程已归档，取回后才能增减材料。');
    await this.history.appendTo(transaction, instanceKey, this.now(), actor.userId, [event]);
    await transaction.lock({ kind: 'case', key: caseId });
    transaction.afterCommit(() => this.changes.publish({ topic: 'case', key: caseId, caseId, instanceKey }));
  }
}
