import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { notFound } from '../../platform/failure.js';
import { instanceScope } from '../identity/scope.js';
import type { ElementInstanceResult } from './element-instances.dto.js';
import { elementStates, elementTypes } from './element-types.js';
import { choice, flag, instant, key, text } from './search/filters.js';
import { Search, type Found, type Searchable } from './search/search.js';
import { byKey, byText } from './search/sorts.js';
import { defaultTenant } from './tenant.js';

/** The open incident at the element instance; the newest, should there be several. */
const incidentKey = `(SELECT n.incident_key FROM incident n WHERE n.instance_key = e.instance_key
  AND n.element_instance_key = e.element_instance_key AND n.state = 'ACTIVE' ORDER BY n.created_at DESC, n.incident_key DESC LIMIT 1)`;

/** Kinds of elements that BPMN has and the API does not. */
const type = `CASE WHEN e.type IN (${elementTypes.map((name) => `'${name}'`).join(', ')}) THEN e.type ELSE 'UNKNOWN' END`;

export const elementInstanceSearch: Searchable = {
  from: 'element_instance e JOIN process_instance i ON i.instance_key = e.instance_key',
  columns: `e.element_instance_key AS "elementInstanceKey", e.instance_key AS "processInstanceKey", i.process_id AS "processDefinitionId",
    i.definition_key AS "processDefinitionKey", e.element_id AS "elementId", e.element_name AS "elementName", ${type} AS "type",
    e.state AS "state", e.started_at AS "startDate", e.ended_at AS "endDate", ${incidentKey} AS "incidentKey",
    COALESCE(i.root_key, i.instance_key) AS "rootProcessInstanceKey"`,
  key: 'e.element_instance_key',
  filters: {
    processDefinitionId: text('i.process_id'),
    processDefinitionKey: key('i.definition_key'),
    processInstanceKey: key('e.instance_key'),
    elementInstanceKey: key('e.element_instance_key'),
    elementInstanceScopeKey: key('COALESCE(e.scope_key, e.instance_key)'),
    elementId: text('e.element_id'),
    elementName: text('e.element_name'),
    type: choice(type, elementTypes),
    state: choice('e.state', elementStates),
    hasIncident: flag(`${incidentKey} IS NOT NULL`),
    incidentKey: key(incidentKey),
    startDate: instant('e.started_at'),
    endDate: instant('e.ended_at'),
    tenantId: text(`'${defaultTenant}'`),
  },
  sorts: {
    elementInstanceKey: byKey('e.element_instance_key'),
    processInstanceKey: byKey('e.instance_key'),
    processDefinitionKey: byKey('i.definition_key'),
    processDefinitionId: byText('i.process_id'),
    startDate: byText('e.started_at'),
    endDate: byText('e.ended_at'),
    elementId: byText('e.element_id'),
    elementName: byText('e.element_name'),
    type: byText(type),
    state: byText('e.state'),
    incidentKey: byKey(incidentKey),
    tenantId: byText(`'${defaultTenant}'`),
  },
};

type ElementColumns = Omit<ElementInstanceResult, 'tenantId' | 'hasIncident'>;

@Injectable()
export class ElementInstanceQueries {
  constructor(private readonly search: Search) {}

  async find(body: unknown, actor: Actor): Promise<Found<ElementInstanceResult>> {
    const found = await this.search.find<ElementColumns>(elementInstanceSearch, instanceScope(actor, 'i'), body);
    return { ...found, items: found.items.map(result) };
  }

  /** @throws Failure not-found, also outside the actor's scope. */
  async get(elementInstanceKey: string, actor: Actor): Promise<ElementInstanceResult> {
    const row = await this.search.get<ElementColumns>(
      elementInstanceSearch,
      instanceScope(actor, 'i'),
      elementInstanceKey,
    );
    if (!row) throw notFound('该流程元素');
    return result(row);
  }
}

function result(row: ElementColumns): ElementInstanceResult {
  return { ...row, tenantId: defaultTenant, hasIncident: row.incidentKey !== null };
}
