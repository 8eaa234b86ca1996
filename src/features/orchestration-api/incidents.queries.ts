import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import type { SqlReader } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { incidentScope } from '../identity/scope.js';
import { incidentErrorTypes, incidentStates, type IncidentResult } from './incidents.dto.js';
import { choice, instant, key, text } from './search/filters.js';
import { Search, type Found, type Searchable } from './search/search.js';
import { byKey, byText } from './search/sorts.js';
import { defaultTenant } from './tenant.js';

const errorType = `CASE WHEN n.error_type IN (${incidentErrorTypes.map((name) => `'${name}'`).join(', ')}) THEN n.error_type ELSE 'UNKNOWN' END`;

export const incidentSearch: Searchable = {
  from: 'incident n JOIN process_instance i ON i.instance_key = n.instance_key',
  columns: `n.incident_key AS "incidentKey", n.instance_key AS "processInstanceKey", i.process_id AS "processDefinitionId",
    i.definition_key AS "processDefinitionKey", ${errorType} AS "errorType", n.message AS "errorMessage", n.element_id AS "elementId",
    n.element_instance_key AS "elementInstanceKey", n.created_at AS "creationTime", n.state AS "state", n.job_key AS "jobKey",
    COALESCE(i.root_key, i.instance_key) AS "rootProcessInstanceKey"`,
  key: 'n.incident_key',
  filters: {
    processDefinitionId: text('i.process_id'),
    processDefinitionKey: key('i.definition_key'),
    processInstanceKey: key('n.instance_key'),
    elementId: text('n.element_id'),
    elementInstanceKey: key('n.element_instance_key'),
    errorType: choice(errorType, incidentErrorTypes),
    errorMessage: text('n.message'),
    creationTime: instant('n.created_at'),
    state: choice('n.state', incidentStates),
    incidentKey: key('n.incident_key'),
    jobKey: key('n.job_key'),
    tenantId: text(`'${defaultTenant}'`),
  },
  sorts: {
    incidentKey: byKey('n.incident_key'),
    processDefinitionKey: byKey('i.definition_key'),
    processDefinitionId: byText('i.process_id'),
    processInstanceKey: byKey('n.instance_key'),
    errorType: byText(errorType),
    elementId: byText('n.element_id'),
    elementInstanceKey: byKey('n.element_instance_key'),
    creationTime: byText('n.created_at'),
    state: byText('n.state'),
    jobKey: byKey('n.job_key'),
    tenantId: byText(`'${defaultTenant}'`),
  },
};

type IncidentColumns = Omit<IncidentResult, 'tenantId'>;

@Injectable()
export class IncidentQueries {
  constructor(private readonly search: Search) {}

  async find(body: unknown, actor: Actor): Promise<Found<IncidentResult>> {
    const found = await this.search.find<IncidentColumns>(incidentSearch, incidentScope(actor, 'i'), body);
    return { ...found, items: found.items.map(result) };
  }

  /** @throws Failure not-found, also outside the actor's scope. */
  async get(incidentKey: string, actor: Actor): Promise<IncidentResult> {
    const row = await this.search.get<IncidentColumns>(incidentSearch, incidentScope(actor, 'i'), incidentKey);
    if (!row) throw notFound('该异常');
    return result(row);
  }

  /** @throws Failure not-found when it does not exist for the actor. */
  async expectVisible(reader: SqlReader, incidentKey: string, actor: Actor): Promise<void> {
    const scope = incidentScope(actor, 'i');
    const row = await reader.get(`SELECT 1 FROM ${incidentSearch.from} WHERE n.incident_key = ? AND (${scope.sql})`, [
      incidentKey,
      ...scope.parameters,
    ]);
    if (!row) throw notFound('该异常');
  }
}

function result(row: IncidentColumns): IncidentResult {
  return { ...row, tenantId: defaultTenant };
}
