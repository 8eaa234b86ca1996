import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { searchScope } from '../identity/instance-reach.js';
import { instanceScope } from '../identity/scope.js';
import { instanceStates, type ProcessInstanceResult } from './process-instances.dto.js';
import { choice, flag, instant, integer, key, text, variables, within } from './search/filters.js';
import { isObject } from './search/refusal.js';
import { Search, type Found, type Searchable } from './search/search.js';
import { byKey, byNumber, byOwnKey, byPlainText, byText } from './search/sorts.js';
import { defaultTenant } from './tenant.js';

/** A suspended instance is an active one in this API's words. */
const state = `CASE i.status WHEN 'completed' THEN 'COMPLETED' WHEN 'canceled' THEN 'TERMINATED' ELSE 'ACTIVE' END`;

export const processInstanceSearch: Searchable = {
  // An outer join, though no row lacks its definition: the instances are read first and in order, whatever the planner thinks.
  from: `process_instance i LEFT JOIN process_definition d ON d.definition_key = i.definition_key LEFT JOIN petition_case p ON p.id = i.case_id`,
  columns: `i.instance_key AS "processInstanceKey", i.process_id AS "processDefinitionId", d.name AS "processDefinitionName",
    i.version AS "processDefinitionVersion", d.version_tag AS "processDefinitionVersionTag", i.definition_key AS "processDefinitionKey",
    i.started_at AS "startDate", i.ended_at AS "endDate", ${state} AS "state", i.incidents AS "incidents", p.number AS "businessId",
    i.parent_key AS "parentProcessInstanceKey", i.parent_element_key AS "parentElementInstanceKey", COALESCE(i.root_key, i.instance_key) AS "rootProcessInstanceKey"`,
  key: 'i.instance_key',
  alternatives: true,
  filters: {
    processInstanceKey: key('i.instance_key'),
    processDefinitionId: text('i.process_id'),
    processDefinitionName: text('d.name'),
    processDefinitionVersion: integer('i.version'),
    processDefinitionVersionTag: text('d.version_tag'),
    processDefinitionKey: key('i.definition_key'),
    parentProcessInstanceKey: key('i.parent_key'),
    parentElementInstanceKey: key('i.parent_element_key'),
    startDate: instant('i.started_at'),
    endDate: instant('i.ended_at'),
    state: choice(state, instanceStates),
    hasIncident: flag('i.incidents > 0'),
    errorMessage: within(
      (inner) =>
        `EXISTS (SELECT 1 FROM incident fi WHERE fi.instance_key = i.instance_key AND fi.state = 'ACTIVE' AND ${inner})`,
      text('fi.message'),
    ),
    elementId: within(
      (inner) => `EXISTS (SELECT 1 FROM element_instance fe WHERE fe.instance_key = i.instance_key AND ${inner})`,
      text('fe.element_id'),
    ),
    variables: variables('i.instance_key'),
    businessId: text('p.number'),
    tenantId: text(`'${defaultTenant}'`),
  },
  sorts: {
    processInstanceKey: byOwnKey('i.instance_key'),
    processDefinitionId: byPlainText('i.process_id'),
    processDefinitionName: byText('d.name'),
    processDefinitionVersion: byNumber('i.version'),
    processDefinitionVersionTag: byText('d.version_tag'),
    processDefinitionKey: byKey('i.definition_key'),
    parentProcessInstanceKey: byKey('i.parent_key'),
    parentElementInstanceKey: byKey('i.parent_element_key'),
    startDate: byPlainText('i.started_at'),
    endDate: byText('i.ended_at'),
    state: byText(state),
    hasIncident: byNumber('CASE WHEN i.incidents > 0 THEN 1 ELSE 0 END'),
    tenantId: byText(`'${defaultTenant}'`),
    businessId: byText('p.number'),
  },
};

type InstanceColumns = Omit<ProcessInstanceResult, 'hasIncident' | 'tenantId' | 'tags'> & { incidents: number };

@Injectable()
export class ProcessInstanceQueries {
  constructor(
    private readonly search: Search,
    private readonly database: Database,
  ) {}

  async find(body: unknown, actor: Actor): Promise<Found<ProcessInstanceResult>> {
    // A number or key names few rows, whoever asks: each is tested by itself.
    const scope = namesRows(body)
      ? { ...instanceScope(actor, 'i'), few: false }
      : await searchScope(this.database, actor, 'i');
    const found = await this.search.find<InstanceColumns>(processInstanceSearch, scope, body, scope.few);
    return { ...found, items: found.items.map(result) };
  }

  /** @throws Failure not-found, also outside the actor's scope. */
  async get(instanceKey: string, actor: Actor): Promise<ProcessInstanceResult> {
    const row = await this.search.get<InstanceColumns>(processInstanceSearch, instanceScope(actor, 'i'), instanceKey);
    if (!row) throw notFound('该流程实例');
    return result(row);
  }
}

function namesRows(body: unknown): boolean {
  const filter = isObject(body) ? body['filter'] : undefined;
  return isObject(filter) && ['businessId', 'processInstanceKey'].some((name) => typeof filter[name] === 'string');
}

function result({ incidents, ...row }: InstanceColumns): ProcessInstanceResult {
  return {
    ...row,
    hasIncident: incidents > 0,
    tenantId: defaultTenant,
    tags: [],
  };
}
