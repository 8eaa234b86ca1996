import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { instanceScope } from '../identity/scope.js';
import type { InstanceRow, MarkRow, OpenTaskRow } from './case.rows.js';

/** What a case's page shows of its process instances: an incident of conduct only to those who may see it (domain.md H5). */
@Injectable()
export class CaseWorkflowRepository {
  constructor(private readonly database: Database) {}

  instances(actor: Actor, caseId: string): Promise<InstanceRow[]> {
    const scope = instanceScope(actor, 'i');
    return this.database.all(
      `SELECT i.instance_key AS "key", i.definition_key AS "definitionKey", i.process_id AS "processId", d.name AS "processName", i.version AS "version",
         i.status AS "status", i.started_at AS "startedAt", i.ended_at AS "endedAt"
       FROM process_instance i JOIN process_definition d ON d.definition_key = i.definition_key
       WHERE i.case_id = ? AND ${scope.sql} ORDER BY i.started_at, i.instance_key`,
      [caseId, ...scope.parameters],
    );
  }

  openTasks(instanceKeys: readonly string[]): Promise<OpenTaskRow[]> {
    if (instanceKeys.length === 0) return Promise.resolve([]);
    return this.database.all(
      `SELECT t.instance_key AS "instanceKey", t.name AS "name", t.assignee AS "username", a.display_name AS "displayName"
       FROM user_task t LEFT JOIN app_user a ON a.username = t.assignee
       WHERE t.state = 'CREATED' AND t.instance_key IN (${placeholders(instanceKeys)}) ORDER BY t.created_at, t.task_key`,
      instanceKeys,
    );
  }

  marks(instanceKeys: readonly string[]): Promise<MarkRow[]> {
    if (instanceKeys.length === 0) return Promise.resolve([]);
    return this.database.all(
      `SELECT DISTINCT e.instance_key AS "instanceKey", e.element_id AS "elementId", e.state AS "mark" FROM element_instance e
         WHERE e.state IN ('ACTIVE', 'COMPLETED') AND e.instance_key IN (${placeholders(instanceKeys)})
       UNION SELECT h.instance_key, h.element_id, 'FLOW' FROM history_event h
         WHERE h.type = 'FLOW_TAKEN' AND h.element_id IS NOT NULL AND h.instance_key IN (${placeholders(instanceKeys)})`,
      [...instanceKeys, ...instanceKeys],
    );
  }
}

const placeholders = (values: readonly string[]): string => values.map(() => '?').join(', ');
