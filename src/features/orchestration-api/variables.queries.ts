import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { notFound } from '../../platform/failure.js';
import { isVisibleFrom } from '../../workflow/runner/visible-variables.js';
import { instanceScope } from '../identity/scope.js';
import type { Condition } from './search/condition.js';
import { flag, key, text } from './search/filters.js';
import { Search, type Found, type Searchable } from './search/search.js';
import { byKey, byText } from './search/sorts.js';
import { defaultTenant } from './tenant.js';
import type { UserTaskResult } from './user-tasks.dto.js';
import type { VariableResult, VariableSearchResult } from './variables.dto.js';

/** Characters of a value that a search shows, unless asked not to shorten. */
const shownLength = 8_191;

export const variableSearch: Searchable = {
  from: 'variable v JOIN process_instance i ON i.instance_key = v.instance_key',
  columns: `v.variable_key AS "variableKey", v.name AS "name", v.value AS "value", v.scope_key AS "scopeKey", v.instance_key AS "processInstanceKey",
    COALESCE(i.root_key, i.instance_key) AS "rootProcessInstanceKey"`,
  key: 'v.variable_key',
  filters: {
    name: text('v.name'),
    value: text('v.value'),
    tenantId: text(`'${defaultTenant}'`),
    isTruncated: flag(`length(v.value) > ${shownLength}`),
    variableKey: key('v.variable_key'),
    scopeKey: key('v.scope_key'),
    processInstanceKey: key('v.instance_key'),
  },
  sorts: {
    value: byText('v.value'),
    name: byText('v.name'),
    tenantId: byText(`'${defaultTenant}'`),
    variableKey: byKey('v.variable_key'),
    scopeKey: byKey('v.scope_key'),
    processInstanceKey: byKey('v.instance_key'),
  },
};

export const taskVariableSearch: Searchable = { ...variableSearch, filters: { name: text('v.name') } };

type VariableColumns = Omit<VariableResult, 'tenantId'>;

@Injectable()
export class VariableQueries {
  constructor(private readonly search: Search) {}

  /** Variables of the instances in the actor's scope. */
  find(body: unknown, truncate: boolean, actor: Actor): Promise<Found<VariableSearchResult>> {
    return this.list(variableSearch, instanceScope(actor, 'i'), body, truncate);
  }

  /** What a task sees: its own variables, and those of the scopes around it that they do not hide. The caller has checked the task's scope. */
  ofTask(task: UserTaskResult, body: unknown, truncate: boolean): Promise<Found<VariableSearchResult>> {
    const visible: Condition = isVisibleFrom(task.processInstanceKey, task.userTaskKey);
    return this.list(taskVariableSearch, visible, body, truncate);
  }

  /** @throws Failure not-found, also outside the actor's scope. */
  async get(variableKey: string, actor: Actor): Promise<VariableResult> {
    const row = await this.search.get<VariableColumns>(variableSearch, instanceScope(actor, 'i'), variableKey);
    if (!row) throw notFound('该流程变量');
    return result(row);
  }

  private async list(
    searchable: Searchable,
    scope: Condition,
    body: unknown,
    truncate: boolean,
  ): Promise<Found<VariableSearchResult>> {
    const found = await this.search.find<VariableColumns>(searchable, scope, body);
    return { ...found, items: found.items.map((row) => shortened(row, truncate)) };
  }
}

function result(row: VariableColumns): VariableResult {
  return { ...row, tenantId: defaultTenant };
}

function shortened(row: VariableColumns, truncate: boolean): VariableSearchResult {
  const isTruncated = truncate && row.value.length > shownLength;
  return { ...result(row), value: isTruncated ? row.value.slice(0, shownLength) : row.value, isTruncated };
}
