import { Injectable } from '@nestjs/common';
import { separatedProcedure, type Performers } from '../../domain/duties/separation.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';
import { Failure, notFound, type Change } from '../../platform/failure.js';
import { changedSince } from '../../platform/http/if-match.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { ActorsPort } from '../../workflow/ports/actors-port.js';
import { lockInstanceOf } from '../../workflow/runner/instance-locks.js';
import type { TaskContext } from './task-rules.js';
import { TasksRepository, type TaskRow } from './tasks.repository.js';

/** Gathers what the rules about a task need to know. */
@Injectable()
export class TaskContexts {
  constructor(
    private readonly database: Database,
    private readonly tasks: TasksRepository,
    private readonly definitions: Definitions,
    private readonly actors: ActorsPort,
  ) {}

  /** @throws Failure not-found for a task outside the actor's scope. */
  async of(reader: SqlReader, key: string, actor: Actor): Promise<TaskContext> {
    const task = await this.tasks.visible(key, actor, reader);
    const definition = await this.definitions.compiledOf(
      await this.definitions.row(task.definitionKey, reader),
      reader,
    );
    const element = definition.elements[task.elementId];
    if (!element) throw notFound('该步骤的流程图元素');
    return {
      task,
      element,
      elements: definition.elements,
      // Asked for by the separation of duties alone.
      performers: await this.performers(reader, task, element.separateFrom),
      holderName: await this.holderName(reader, task.completedBy ?? task.assignee),
      unitPath: await this.unitPath(reader, task.caseId),
    };
  }

  private async performers(reader: SqlReader, task: TaskRow, separateFrom: readonly string[]): Promise<Performers> {
    if (separateFrom.length === 0) return new Map();
    const procedures = separateFrom.flatMap((word) => separatedProcedure(word) ?? []);
    const here = await this.tasks.performers(reader, task.instanceKey);
    return new Map([...here, ...(await this.tasks.performersElsewhere(reader, task, procedures))]);
  }

  /** For those who will change the task: nobody else does until the end of the transaction. @throws as {@link of} does */
  async locked(transaction: SqlTransaction, key: string, actor: Actor): Promise<TaskContext> {
    await lockInstanceOf(transaction, 'user_task', key);
    return this.of(transaction, key, actor);
  }

  /** @throws Failure version-changed naming who changed the task since, when it is no longer at the version that was seen. */
  async expectVersion(reader: SqlReader, { task }: Pick<TaskContext, 'task'>, seen: number | undefined): Promise<void> {
    if (seen === undefined || seen === task.lockVersion) return;
    const last = await reader.get<Change>(
      `SELECT u.display_name AS "by", h.at AS "at" FROM history_event h JOIN app_user u ON u.id = h.actor_id
       WHERE h.instance_key = ? AND h.element_instance_key = ? ORDER BY h.seq DESC LIMIT 1`,
      [task.instanceKey, task.taskKey],
    );
    throw changedSince('该待办', last, '请刷新核对后再办。');
  }

  /** @throws Failure unknown-user. */
  async person(reader: SqlReader, username: string): Promise<Actor> {
    const row = await reader.get<{ id: string }>(`SELECT id FROM app_user WHERE username = ? AND disabled = 0`, [
      username,
    ]);
    const person = row && (await this.actors.byId(row.id));
    if (!person) throw new Failure('unprocessable', 'unknown-user', `没有可用的账号“${username}”，未指派。`);
    return person;
  }

  /** For readers outside a transaction. */
  ofNow(key: string, actor: Actor): Promise<TaskContext> {
    return this.of(this.database, key, actor);
  }

  private async holderName(reader: SqlReader, username: string | null): Promise<string | null> {
    if (!username) return null;
    const row = await reader.get<{ display_name: string }>(`SELECT display_name FROM app_user WHERE username = ?`, [
      username,
    ]);
    return row?.display_name ?? null;
  }

  private async unitPath(reader: SqlReader, caseId: string | null): Promise<string | null> {
    if (!caseId) return null;
    const row = await reader.get<{ path: string }>(
      `SELECT u.path FROM petition_case c JOIN unit u ON u.id = c.unit_id WHERE c.id = ?`,
      [caseId],
    );
    return row?.path ?? null;
  }
}
