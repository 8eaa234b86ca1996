import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Runner, type Executed } from '../../workflow/runner/runner.js';
import { SubmissionCheck } from './submission-check.js';
import { TaskContexts } from './task-contexts.js';
import { TaskNotes } from './task-notes.js';
import { mayHandle, refusalFor, type TaskContext } from './task-rules.js';
import { TasksRepository, type TaskRow } from './tasks.repository.js';

export interface TaskChanges {
  candidateGroups?: string[];
  candidateUsers?: string[];
  dueAt?: string | null;
  followUpAt?: string | null;
  priority?: number;
}

const taken = (): Failure => new Failure('conflict', 'task-changed', '该待办刚被其他人员操作，请刷新后再办。');

const claimed = ({ holderName }: TaskContext): Failure =>
  new Failure('conflict', 'task-claimed', `该待办已由${holderName ?? '其他人员'}签收，须由签收人退回后才能办理。`);

/**
 * What people do with tasks; each runs its checks and its change in one transaction. `seen` is the version of the task that
 * the caller has seen: at another one nothing is done (Failure version-changed).
 */
@Injectable()
export class TasksService {
  constructor(
    private readonly database: Database,
    private readonly tasks: TasksRepository,
    private readonly contexts: TaskContexts,
    private readonly submissions: SubmissionCheck,
    private readonly runner: Runner,
    private readonly notes: TaskNotes,
  ) {}

  /** Takes the task for oneself. @throws Failure task-claimed when somebody else has it. */
  claim(key: string, actor: Actor, seen?: number): Promise<TaskRow> {
    return this.assign(key, actor.username, { allowOverride: false, action: 'claim', seen }, actor);
  }

  /** Gives a task to a person, oneself included. Somebody else's task moves only with `allowOverride`. */
  assign(
    key: string,
    username: string,
    options: { allowOverride: boolean; action?: string; seen?: number },
    actor: Actor,
  ): Promise<TaskRow> {
    return this.database.write(async (transaction) => {
      const context = await this.contexts.locked(transaction, key, actor);
      const { task } = context;
      const assignee = username === actor.username ? actor : await this.contexts.person(transaction, username);
      const refusal = refusalFor(context, assignee);
      if (refusal) throw refusal;
      await this.contexts.expectVersion(transaction, context, options.seen);
      // Handing on somebody else's work takes a place in that work; having done an earlier step does not stand in the way of it.
      if (assignee !== actor && !mayHandle(context, actor))
        throw new Failure('forbidden', 'not-a-candidate', '该步骤不由您的岗位或单位办理，不能指派。');
      if (task.assignee === username) return task;
      if (task.assignee && !options.allowOverride) {
        throw claimed(context);
      }
      if (!(await this.tasks.setAssignee(transaction, task, username))) throw taken();
      await this.notes.write(transaction, task, actor, { type: 'TASK_ASSIGNED', meta: { assignee: username } });
      return this.tasks.visible(key, actor, transaction);
    });
  }

  /** Puts a task back to its candidates; only who has it may. */
  release(key: string, actor: Actor, seen?: number): Promise<TaskRow> {
    return this.database.write(async (transaction) => {
      const context = await this.contexts.locked(transaction, key, actor);
      const { task } = context;
      if (task.state !== 'CREATED') throw refusalFor(context, actor)!;
      await this.contexts.expectVersion(transaction, context, seen);
      if (task.assignee === null) return task;
      if (task.assignee !== actor.username)
        throw new Failure('forbidden', 'not-assignee', '该待办由他人签收，只有签收人可以退回。');
      if (!(await this.tasks.setAssignee(transaction, task, null))) throw taken();
      await this.notes.write(transaction, task, actor, { type: 'TASK_RELEASED' });
      return this.tasks.visible(key, actor, transaction);
    });
  }

  update(key: string, changes: TaskChanges, actor: Actor, seen?: number): Promise<TaskRow> {
    return this.database.write(async (transaction) => {
      const context = await this.contexts.locked(transaction, key, actor);
      const refusal = refusalFor(context, actor);
      if (refusal) throw refusal;
      await this.contexts.expectVersion(transaction, context, seen);
      await this.tasks.update(transaction, key, changes);
      await this.notes.write(transaction, context.task, actor, {
        type: 'TASK_UPDATED',
        meta: { fields: Object.keys(changes).sort() },
      });
      return this.tasks.visible(key, actor, transaction);
    });
  }

  /**
   * Completes a task: its form is checked, the duties are, and the diagram goes on.
   * @throws Failure task-already-done, stale-version, form-invalid (with each field), separation-of-duties, not-a-candidate.
   */
  complete(
    key: string,
    submitted: Variables,
    options: { version?: number; seen?: number },
    actor: Actor,
  ): Promise<{ task: TaskRow; executed: Executed }> {
    return this.database.write(async (transaction) => {
      const context = await this.contexts.locked(transaction, key, actor);
      const { task } = context;
      this.mayComplete(context, options.version, actor);
      await this.contexts.expectVersion(transaction, context, options.seen);
      const variables = await this.submissions.check(transaction, task, submitted);
      if (!(await this.tasks.markCompleted(transaction, task, actor.username, this.notes.now()))) throw taken();
      await transaction.run(`DELETE FROM task_draft WHERE task_key = ?`, [key]);
      const executed = await this.runner.execute(
        transaction,
        task.instanceKey,
        { type: 'completeTask', key, variables },
        actor,
      );
      return { task, executed };
    });
  }

  private mayComplete(context: TaskContext, version: number | undefined, actor: Actor): void {
    const refusal = refusalFor(context, actor);
    if (refusal) throw refusal;
    const { task } = context;
    if (task.assignee && task.assignee !== actor.username) throw claimed(context);
    if (version !== undefined && version !== task.lockVersion) {
      throw new Failure('conflict', 'stale-version', '该待办在您打开之后有变动，请刷新核对后再提交。');
    }
  }
}
