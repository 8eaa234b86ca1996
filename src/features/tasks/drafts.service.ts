import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { TasksRepository, type TaskRow } from './tasks.repository.js';

/** Characters of a draft's JSON: more than the longest form can hold. */
const draftLimit = 200_000;

/** What somebody has typed and not yet submitted; encrypted like what they will submit. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly tasks: TasksRepository,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure draft-too-large, task-already-done. */
  save(key: string, values: Variables, actor: Actor): Promise<{ savedAt: string }> {
    return this.database.write(async (transaction) => {
      const task = await this.tasks.visible(key, actor, transaction);
      if (task.state !== 'CREATED') throw new Failure('conflict', 'task-already-done', '该步骤已经办结，草稿未保存。');
      const text = JSON.stringify(values);
      if (text.length > draftLimit) throw new Failure('unprocessable', 'draft-too-large', '填写内容过长，草稿未保存。');
      const savedAt = this.clock.instant();
      const sealed = this.keys.seal(await this.key(task), text, place(task, actor));
      await transaction.run(
        `INSERT INTO task_draft (task_key, user_id, payload, saved_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (task_key, user_id) DO UPDATE SET payload = excluded.payload, saved_at = excluded.saved_at`,
        [key, actor.userId, sealed, savedAt],
      );
      return { savedAt };
    });
  }

  async load(task: TaskRow, actor: Actor): Promise<{ values: Variables; savedAt: string } | null> {
    const row = await this.database.get<{ payload: string; saved_at: string }>(
      `SELECT payload, saved_at FROM task_draft WHERE task_key = ? AND user_id = ?`,
      [task.taskKey, actor.userId],
    );
    if (!row) return null;
    const text = this.keys.open(await this.key(task), row.payload, place(task, actor));
    return { values: JSON.parse(text) as Variables, savedAt: row.saved_at };
  }

  private async key(task: TaskRow): Promise<Buffer> {
    const row = await this.database.get<{ wrapped: string }>(
      `SELECT COALESCE(c.wrapped_key, i.wrapped_key) AS wrapped FROM process_instance i LEFT JOIN petition_case c ON c.id = i.case_id WHERE i.instance_key = ?`,
      [task.instanceKey],
    );
    return this.keys.unwrap(row!.wrapped);
  }
}

const place = (task: TaskRow, actor: Actor): string => `draft/${task.taskKey}/${actor.userId}`;
