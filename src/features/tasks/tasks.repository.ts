import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader, type SqlTransaction, type SqlValue } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { petitionProcesses } from '../../domain/codes/process-codes.js';
import { procedureWord } from '../../domain/duties/separation.js';
import { taskScope } from '../identity/scope.js';

export type TaskState = 'CREATED' | 'COMPLETED' | 'CANCELED';

export interface TaskRow {
  taskKey: string;
  instanceKey: string;
  definitionKey: string;
  processId: string;
  processVersion: number;
  elementId: string;
  name: string;
  state: TaskState;
  /** Username; null while nobody has claimed it. */
  assignee: string | null;
  candidateGroups: string[];
  candidateUsers: string[];
  unitId: string | null;
  formId: string | null;
  formKey: string | null;
  dueAt: string | null;
  followUpAt: string | null;
  priority: number;
  locals: Record<string, unknown>;
  caseId: string | null;
  createdAt: string;
  completedAt: string | null;
  completedBy: string | null;
  lockVersion: number;
}

interface StoredTask extends Omit<TaskRow, 'candidateGroups' | 'candidateUsers' | 'locals'> {
  candidateGroups: string;
  candidateUsers: string;
  locals: string;
}

const columns = `t.task_key AS "taskKey", t.instance_key AS "instanceKey", t.definition_key AS "definitionKey", t.process_id AS "processId",
  t.version AS "processVersion", t.element_id AS "elementId", t.name AS "name", t.state AS "state", t.assignee AS "assignee",
  t.candidate_groups AS "candidateGroups", t.candidate_users AS "candidateUsers", t.unit_id AS "unitId", t.form_id AS "formId",
  t.form_key AS "formKey", t.due_at AS "dueAt", t.follow_up_at AS "followUpAt", t.priority AS "priority", t.locals AS "locals",
  t.case_id AS "caseId", t.created_at AS "createdAt", t.completed_at AS "completedAt", t.completed_by AS "completedBy",
  t.lock_version AS "lockVersion"`;

const parse = (row: StoredTask): TaskRow => ({
  ...row,
  candidateGroups: JSON.parse(row.candidateGroups) as string[],
  candidateUsers: JSON.parse(row.candidateUsers) as string[],
  locals: JSON.parse(row.locals) as Record<string, unknown>,
});

/** Rows of user tasks. Every read by a person goes through the scope predicate. */
@Injectable()
export class TasksRepository {
  constructor(private readonly database: Database) {}

  /** @throws Failure not-found, also for a task outside the actor's scope. */
  async visible(key: string, actor: Actor, reader: SqlReader = this.database): Promise<TaskRow> {
    const scope = taskScope(actor, 't');
    const row = await reader.get<StoredTask>(
      `SELECT ${columns} FROM user_task t WHERE t.task_key = ? AND (${scope.sql})`,
      [key, ...scope.parameters],
    );
    if (!row) throw notFound('该待办');
    return parse(row);
  }

  /** Usernames by element of those who completed the instance's tasks. */
  async performers(reader: SqlReader, instanceKey: string): Promise<Map<string, string[]>> {
    const rows = await reader.all<{ element_id: string; completed_by: string }>(
      `SELECT element_id, completed_by FROM user_task WHERE instance_key = ? AND state = 'COMPLETED' AND completed_by IS NOT NULL`,
      [instanceKey],
    );
    const performers = new Map<string, string[]>();
    for (const row of rows)
      performers.set(row.element_id, [...(performers.get(row.element_id) ?? []), row.completed_by]);
    return performers;
  }

  /** Who has completed tasks of these procedures in the other instances of the case, by `process:<id>`. */
  async performersElsewhere(
    reader: SqlReader,
    { caseId, instanceKey }: Pick<TaskRow, 'caseId' | 'instanceKey'>,
    processIds: readonly string[],
  ): Promise<Map<string, string[]>> {
    const performers = new Map<string, string[]>();
    if (caseId === null || processIds.length === 0) return performers;
    const rows = await reader.all<{ process_id: string; completed_by: string }>(
      `SELECT DISTINCT process_id, completed_by FROM user_task WHERE case_id = ? AND instance_key <> ? AND state = 'COMPLETED'
         AND completed_by IS NOT NULL AND process_id IN (${processIds.map(() => '?').join(', ')})`,
      [caseId, instanceKey, ...processIds],
    );
    for (const row of rows) {
      const word = procedureWord(row.process_id);
      performers.set(word, [...(performers.get(word) ?? []), row.completed_by]);
    }
    return performers;
  }

  /** Sets the assignee if the row is still as it was read. */
  async setAssignee(transaction: SqlTransaction, task: TaskRow, assignee: string | null): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE user_task SET assignee = ?, lock_version = lock_version + 1 WHERE task_key = ? AND state = 'CREATED' AND lock_version = ?`,
      [assignee, task.taskKey, task.lockVersion],
    );
    if (changed === 1) await this.setOffered(transaction, task.taskKey, assignee === null ? 1 : 2);
    return changed === 1;
  }

  async markCompleted(transaction: SqlTransaction, task: TaskRow, username: string, at: string): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE user_task SET state = 'COMPLETED', completed_at = ?, completed_by = ?, assignee = ?, lock_version = lock_version + 1
       WHERE task_key = ? AND state = 'CREATED' AND lock_version = ?`,
      [at, username, username, task.taskKey, task.lockVersion],
    );
    if (changed === 1) await this.setOffered(transaction, task.taskKey, 0);
    return changed === 1;
  }

  async update(
    transaction: SqlTransaction,
    key: string,
    changes: Partial<Pick<TaskRow, 'dueAt' | 'followUpAt' | 'priority'>> & {
      candidateGroups?: string[];
      candidateUsers?: string[];
    },
  ): Promise<void> {
    const sets: string[] = [];
    const values: SqlValue[] = [];
    const set = (column: string, value: SqlValue | undefined): void => {
      if (value === undefined) return;
      sets.push(`${column} = ?`);
      values.push(value);
    };
    set('due_at', changes.dueAt);
    set('follow_up_at', changes.followUpAt);
    set('priority', changes.priority);
    set('candidate_groups', changes.candidateGroups && JSON.stringify(changes.candidateGroups));
    set('candidate_users', changes.candidateUsers && JSON.stringify(changes.candidateUsers));
    if (sets.length === 0) return;
    await transaction.run(
      `UPDATE user_task SET ${sets.join(', ')}, lock_version = lock_version + 1 WHERE task_key = ?`,
      [...values, key],
    );
    if (changes.candidateGroups) await this.replaceCandidates(transaction, key, 'role', changes.candidateGroups);
    if (changes.candidateUsers) await this.replaceCandidates(transaction, key, 'user', changes.candidateUsers);
    await this.renewOffer(transaction, key);
  }

  /** An open task that nobody has is on offer to its candidates (1); one that somebody has is not (2), nor a closed one (0). */
  private async setOffered(transaction: SqlTransaction, key: string, offered: 0 | 1 | 2): Promise<void> {
    await transaction.run(`UPDATE task_candidate SET offered = ? WHERE task_key = ?`, [offered, key]);
  }

  /** What stands beside the candidates, computed from the task: after its date or its candidates were changed. */
  private async renewOffer(transaction: SqlTransaction, key: string): Promise<void> {
    await transaction.run(
      `UPDATE task_candidate SET
         offered = (SELECT CASE WHEN t.state <> 'CREATED' THEN 0 WHEN t.assignee IS NULL THEN 1 ELSE 2 END FROM user_task t WHERE t.task_key = task_candidate.task_key),
         reach = (SELECT CASE WHEN t.unit_id IS NOT NULL THEN 'unit:' || t.unit_id WHEN c.unit_id IS NOT NULL THEN 'case:' || c.unit_id ELSE '' END
           FROM user_task t LEFT JOIN petition_case c ON c.id = t.case_id WHERE t.task_key = task_candidate.task_key),
         first_due = (SELECT COALESCE(t.due_at, (SELECT min(k.last_day) FROM petition_clock k WHERE k.case_id = t.case_id AND k.stopped_at IS NULL AND k.paused_on IS NULL
           AND t.process_id IN (${petitionProcesses.map(() => '?').join(', ')})), '9999') FROM user_task t WHERE t.task_key = task_candidate.task_key)
       WHERE task_key = ?`,
      [...petitionProcesses, key],
    );
  }

  private async replaceCandidates(
    transaction: SqlTransaction,
    key: string,
    kind: 'role' | 'user',
    candidates: string[],
  ): Promise<void> {
    await transaction.run(`DELETE FROM task_candidate WHERE task_key = ? AND kind = ?`, [key, kind]);
    for (const value of new Set(candidates)) {
      await transaction.run(`INSERT INTO task_candidate (task_key, kind, value) VALUES (?, ?, ?)`, [key, kind, value]);
    }
  }
}
