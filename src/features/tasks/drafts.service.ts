import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlReader } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { changedSince } from '../../platform/http/if-match.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { TaskContexts } from './task-contexts.js';
import { alreadyDone } from './task-rules.js';
import type { TaskRow } from './tasks.repository.js';

/** Characters of a draft's JSON: more than the longest form can hold. */
const draftLimit = 200_000;

export interface SavedDraft {
  savedAt: string;
  /** Counts from 1 with each time it is saved. */
  revision: number;
}

/** What somebody has typed and not yet submitted; encrypted like what they will submit. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly contexts: TaskContexts,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /**
   * @param seen revision of the draft that the caller goes on from; 0: there was none
   * @throws Failure draft-too-large, task-already-done, task-canceled, version-changed.
   */
  save(key: string, values: Variables, actor: Actor, seen?: number): Promise<SavedDraft> {
    return this.database.write(async (transaction) => {
      const context = await this.contexts.locked(transaction, key, actor);
      const { task } = context;
      if (task.state === 'COMPLETED') throw alreadyDone(context);
      if (task.state === 'CANCELED')
        throw new Failure('conflict', 'task-canceled', '该步骤已随流程推进而撤销，草稿未保存。');
      const before = await transaction.get<{ revision: number; savedAt: string }>(
        `SELECT revision AS "revision", saved_at AS "savedAt" FROM task_draft WHERE task_key = ? AND user_id = ?`,
        [key, actor.userId],
      );
      if (seen !== undefined && seen !== (before?.revision ?? 0))
        throw changedSince(
          '这份草稿',
          before && { by: '您本人', at: before.savedAt },
          '您可能在另一个窗口打开了本待办，请刷新后接着填写。',
        );
      const text = JSON.stringify(values);
      if (text.length > draftLimit) throw new Failure('unprocessable', 'draft-too-large', '填写内容过长，草稿未保存。');
      const savedAt = this.clock.instant();
      const sealed = this.keys.seal(await this.key(transaction, task), text, place(task, actor));
      await transaction.run(
        `INSERT INTO task_draft (task_key, user_id, payload, saved_at, revision) VALUES (?, ?, ?, ?, 1)
         ON CONFLICT (task_key, user_id) DO UPDATE SET payload = excluded.payload, saved_at = excluded.saved_at,
           revision = task_draft.revision + 1`,
        [key, actor.userId, sealed, savedAt],
      );
      return { savedAt, revision: (before?.revision ?? 0) + 1 };
    });
  }

  async load(task: TaskRow, actor: Actor): Promise<({ values: Variables } & SavedDraft) | null> {
    const row = await this.database.get<{ payload: string; saved_at: string; revision: number }>(
      `SELECT payload, saved_at, revision FROM task_draft WHERE task_key = ? AND user_id = ?`,
      [task.taskKey, actor.userId],
    );
    if (!row) return null;
    const text = this.keys.open(await this.key(this.database, task), row.payload, place(task, actor));
    return { values: JSON.parse(text) as Variables, savedAt: row.saved_at, revision: row.revision };
  }

  private async key(reader: SqlReader, task: TaskRow): Promise<Buffer> {
    const row = await reader.get<{ wrapped: string }>(
      `SELECT COALESCE(c.wrapped_key, i.wrapped_key) AS wrapped FROM process_instance i LEFT JOIN petition_case c ON c.id = i.case_id WHERE i.instance_key = ?`,
      [task.instanceKey],
    );
    return this.keys.unwrap(row!.wrapped);
  }
}

const place = (task: TaskRow, actor: Actor): string => `draft/${task.taskKey}/${actor.userId}`;
