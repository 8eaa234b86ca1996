import { Injectable } from '@nestjs/common';
import { incidentProcess } from '../../domain/codes/process-codes.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { searchScope } from '../identity/instance-reach.js';
import { instanceScope } from '../identity/scope.js';
import { filterConditions, overdueAt, unitOfInstance, type InstanceFilter } from './instance-filter.js';

export interface InstanceRow {
  key: string;
  processId: string;
  processName: string;
  version: number;
  definitionKey: string;
  caseId: string | null;
  caseNumber: string | null;
  title: string | null;
  status: 'active' | 'suspended' | 'completed' | 'canceled';
  startedAt: string;
  endedAt: string | null;
  unitId: string | null;
  unitName: string | null;
  incidents: number;
  overdue: number;
  outcome: string | null;
  archiveName: string | null;
}

export interface ElementRow {
  instanceKey: string;
  elementId: string;
  name: string;
  type: string;
  state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  startedAt: string;
  endedAt: string | null;
}

export interface IncidentRow {
  key: string;
  elementId: string;
  errorType: string;
  message: string;
  createdAt: string;
}

const from = `FROM process_instance i JOIN process_definition d ON d.definition_key = i.definition_key
  LEFT JOIN petition_case c ON c.id = i.case_id`;

const elementColumns = `e.instance_key AS "instanceKey", e.element_id AS "elementId", e.element_name AS "name", e.type AS "type", e.state AS "state",
  e.started_at AS "startedAt", e.ended_at AS "endedAt"`;

/** Instances as the auditor reads them; every query goes through the scope predicate. */
@Injectable()
export class InstancesRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(
    filter: InstanceFilter,
    actor: Actor,
    now: string,
    page: { offset: number; size: number },
  ): Promise<{ rows: InstanceRow[]; total: number }> {
    const conditions = [await searchScope(this.database, actor, 'i'), ...filterConditions(filter, now)];
    const where = conditions.map((condition) => `(${condition.sql})`).join(' AND ');
    const parameters = conditions.flatMap((condition) => condition.parameters);
    const count = await this.database.get<{ total: number }>(
      `SELECT count(*) AS "total" ${from} WHERE ${where}`,
      parameters,
    );
    const overdue = overdueAt(now);
    const rows = await this.database.all<InstanceRow>(
      `SELECT ${columns(overdue.sql)} ${joined} WHERE ${where} ORDER BY i.started_at DESC, i.instance_key DESC LIMIT ? OFFSET ?`,
      [...overdue.parameters, ...parameters, page.size, page.offset],
    );
    return { rows, total: count!.total };
  }

  /** @throws Failure not-found, also for an instance outside the actor's scope. */
  async visible(key: string, actor: Actor, now: string): Promise<InstanceRow> {
    const scope = instanceScope(actor, 'i');
    const overdue = overdueAt(now);
    const row = await this.database.get<InstanceRow>(
      `SELECT ${columns(overdue.sql)} ${joined} WHERE i.instance_key = ? AND (${scope.sql})`,
      [...overdue.parameters, key, ...scope.parameters],
    );
    if (!row) throw notFound('该流程实例');
    return row;
  }

  /** Instances of a case that the actor may see, oldest first. */
  ofCase(caseId: string, actor: Actor, now: string): Promise<InstanceRow[]> {
    const scope = instanceScope(actor, 'i');
    const overdue = overdueAt(now);
    return this.database.all<InstanceRow>(
      `SELECT ${columns(overdue.sql)} ${joined} WHERE i.case_id = ? AND (${scope.sql}) ORDER BY i.started_at, i.instance_key`,
      [...overdue.parameters, caseId, ...scope.parameters],
    );
  }

  /** Where the instances stand: elements that hold a token, what people do first, stages left out. */
  async current(instanceKeys: readonly string[]): Promise<ElementRow[]> {
    if (instanceKeys.length === 0) return [];
    return this.database.all<ElementRow>(
      `SELECT ${elementColumns} FROM element_instance e WHERE e.instance_key IN (${instanceKeys.map(() => '?').join(', ')})
       AND e.state = 'ACTIVE' AND e.type <> 'SUB_PROCESS' ORDER BY CASE WHEN e.type = 'USER_TASK' THEN 0 ELSE 1 END, e.started_at, e.element_instance_key`,
      instanceKeys,
    );
  }

  elements(instanceKey: string): Promise<ElementRow[]> {
    return this.database.all<ElementRow>(
      `SELECT ${elementColumns} FROM element_instance e WHERE e.instance_key = ? ORDER BY e.started_at`,
      [instanceKey],
    );
  }

  /** Tasks that were done or wait, with their due times. */
  tasks(instanceKey: string): Promise<{ elementId: string; dueAt: string | null; completedAt: string | null }[]> {
    return this.database.all(
      `SELECT t.element_id AS "elementId", t.due_at AS "dueAt", t.completed_at AS "completedAt" FROM user_task t
       WHERE t.instance_key = ? AND t.state IN ('CREATED', 'COMPLETED')`,
      [instanceKey],
    );
  }

  openIncidents(instanceKey: string): Promise<IncidentRow[]> {
    return this.database.all<IncidentRow>(
      `SELECT incident_key AS "key", element_id AS "elementId", error_type AS "errorType", message AS "message", created_at AS "createdAt"
       FROM incident WHERE instance_key = ? AND state = 'ACTIVE' ORDER BY created_at, incident_key`,
      [instanceKey],
    );
  }

  /** Events that moved tokens, without what was entered. */
  steps(instanceKey: string): Promise<{ seq: number; type: string; elementId: string | null }[]> {
    return this.database.all(
      `SELECT seq AS "seq", type AS "type", element_id AS "elementId" FROM history_event
       WHERE instance_key = ? AND type IN ('ELEMENT_ACTIVATED', 'FLOW_TAKEN') ORDER BY seq`,
      [instanceKey],
    );
  }
}

const joined = `${from} LEFT JOIN unit u ON u.id = (${unitOfInstance})`;

const columns = (
  overdue: string,
): string => `i.instance_key AS "key", i.process_id AS "processId", d.name AS "processName", i.version AS "version",
  i.definition_key AS "definitionKey", i.case_id AS "caseId", c.number AS "caseNumber", c.title AS "title", i.status AS "status",
  i.started_at AS "startedAt", i.ended_at AS "endedAt", u.id AS "unitId", u.name AS "unitName", i.incidents AS "incidents", i.archive_name AS "archiveName",
  CASE WHEN ${overdue} THEN 1 ELSE 0 END AS "overdue", CASE WHEN i.process_id = '${incidentProcess}' THEN NULL ELSE c.outcome END AS "outcome"`;
