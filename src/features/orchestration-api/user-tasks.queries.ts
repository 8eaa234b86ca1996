import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { taskScope } from '../identity/scope.js';
import type { FormResult } from './process-definitions.dto.js';
import { ProcessDefinitionQueries } from './process-definitions.queries.js';
import { choice, instant, integer, key, text, variables, within } from './search/filters.js';
import { Search, type Found, type Searchable } from './search/search.js';
import { byNumber, byText } from './search/sorts.js';
import { defaultTenant } from './tenant.js';
import { taskStates, type UserTaskResult } from './user-tasks.dto.js';

const candidate = (kind: 'role' | 'user') => (inner: string) =>
  `EXISTS (SELECT 1 FROM task_candidate fc WHERE fc.task_key = t.task_key AND fc.kind = '${kind}' AND ${inner})`;

export const userTaskSearch: Searchable = {
  from: `user_task t JOIN process_definition d ON d.definition_key = t.definition_key JOIN process_instance i ON i.instance_key = t.instance_key`,
  columns: `t.task_key AS "userTaskKey", t.instance_key AS "processInstanceKey", t.definition_key AS "processDefinitionKey",
    t.process_id AS "processDefinitionId", t.version AS "processDefinitionVersion", d.name AS "processName", t.element_id AS "elementId",
    t.name AS "name", t.state AS "state", t.assignee AS "assignee", t.candidate_groups AS "candidateGroups", t.candidate_users AS "candidateUsers",
    t.created_at AS "creationDate", t.completed_at AS "completionDate", t.follow_up_at AS "followUpDate", t.due_at AS "dueDate",
    t.priority AS "priority", t.form_key AS "formKey", COALESCE(i.root_key, i.instance_key) AS "rootProcessInstanceKey"`,
  key: 't.task_key',
  filters: {
    state: choice('t.state', taskStates),
    assignee: text('t.assignee'),
    priority: integer('t.priority'),
    elementId: text('t.element_id'),
    name: text('t.name'),
    candidateGroup: within(candidate('role'), text('fc.value')),
    candidateUser: within(candidate('user'), text('fc.value')),
    tenantId: text(`'${defaultTenant}'`),
    processDefinitionId: text('t.process_id'),
    creationDate: instant('t.created_at'),
    completionDate: instant('t.completed_at'),
    followUpDate: instant('t.follow_up_at'),
    dueDate: instant('t.due_at'),
    processInstanceVariables: variables('t.instance_key'),
    userTaskKey: key('t.task_key'),
    processDefinitionKey: key('t.definition_key'),
    processInstanceKey: key('t.instance_key'),
    elementInstanceKey: key('t.task_key'),
  },
  sorts: {
    creationDate: byText('t.created_at'),
    completionDate: byText('t.completed_at'),
    followUpDate: byText('t.follow_up_at'),
    dueDate: byText('t.due_at'),
    priority: byNumber('t.priority'),
    name: byText('t.name'),
  },
};

type TaskColumns = Omit<
  UserTaskResult,
  | 'candidateGroups'
  | 'candidateUsers'
  | 'tenantId'
  | 'externalFormReference'
  | 'customHeaders'
  | 'elementInstanceKey'
  | 'tags'
> & { candidateGroups: string; candidateUsers: string };

/** Tasks that the actor works or worked on, or may take. */
@Injectable()
export class UserTaskQueries {
  constructor(
    private readonly database: Database,
    private readonly search: Search,
    private readonly definitions: ProcessDefinitionQueries,
  ) {}

  async find(body: unknown, actor: Actor): Promise<Found<UserTaskResult>> {
    const found = await this.search.find<TaskColumns>(userTaskSearch, taskScope(actor, 't'), body);
    return { ...found, items: found.items.map(result) };
  }

  /** @throws Failure not-found, also outside the actor's scope. */
  async get(taskKey: string, actor: Actor): Promise<UserTaskResult> {
    const row = await this.search.get<TaskColumns>(userTaskSearch, taskScope(actor, 't'), taskKey);
    if (!row) throw notFound('该待办');
    return result(row);
  }

  /** Counts every change of the task; for `If-Match`. */
  async version(taskKey: string): Promise<number> {
    const row = await this.database.get<{ version: number }>(
      `SELECT lock_version AS "version" FROM user_task WHERE task_key = ?`,
      [taskKey],
    );
    return row!.version;
  }

  /** The form the task was opened with; null when it has none. @throws Failure not-found. */
  async form(taskKey: string, actor: Actor): Promise<FormResult | null> {
    const { formKey } = await this.get(taskKey, actor);
    return formKey === null ? null : ((await this.definitions.formByKey(formKey)) ?? null);
  }
}

function result(row: TaskColumns): UserTaskResult {
  return {
    ...row,
    candidateGroups: JSON.parse(row.candidateGroups) as string[],
    candidateUsers: JSON.parse(row.candidateUsers) as string[],
    tenantId: defaultTenant,
    externalFormReference: null,
    customHeaders: {},
    elementInstanceKey: row.userTaskKey,
    tags: [],
  };
}
