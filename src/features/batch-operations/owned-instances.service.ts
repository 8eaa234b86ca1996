import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { ownedInstances } from '../identity/scope.js';
import { allOf, type Condition } from '../orchestration-api/search/condition.js';
import type { OwnedInstance, OwnedInstancesPage, OwnedInstancesQuery } from './owned-instances.dto.js';

type Row = Omit<OwnedInstance, 'isPetition' | 'elements'> & { isPetition: number };

/** Running instances as whoever answers for the drawing needs them: where each stands, nothing of the matter. */
@Injectable()
export class OwnedInstancesService {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(
    query: Required<Pick<OwnedInstancesQuery, 'page' | 'size'>> & OwnedInstancesQuery,
    actor: Actor,
  ): Promise<OwnedInstancesPage> {
    const where = allOf([
      ownedInstances(actor, 'i'),
      { sql: `i.status IN ('active', 'suspended')`, parameters: [] },
      ...conditionsOf(query),
    ]);
    const total = await this.database.get<{ n: number | string }>(
      `SELECT count(*) AS n FROM process_instance i WHERE ${where.sql}`,
      where.parameters,
    );
    const rows = await this.database.all<Row>(
      `SELECT i.instance_key AS "key", i.process_id AS "processId", d.name AS "processName", i.version AS "version", i.definition_key AS "definitionKey",
         i.status AS "status", i.started_at AS "startedAt", i.incidents AS "incidents", CASE WHEN i.case_id IS NULL THEN 0 ELSE 1 END AS "isPetition"
       FROM process_instance i JOIN process_definition d ON d.definition_key = i.definition_key WHERE ${where.sql}
       ORDER BY i.started_at DESC, CAST(i.instance_key AS BIGINT) DESC LIMIT ? OFFSET ?`,
      [...where.parameters, query.size, (query.page - 1) * query.size],
    );
    const elements = await this.elements(rows.map(({ key }) => key));
    return {
      total: Number(total!.n),
      items: rows.map((row) => ({ ...row, isPetition: row.isPetition === 1, elements: elements.get(row.key) ?? [] })),
    };
  }

  /** Names of what is going on, stages left out. */
  private async elements(instanceKeys: readonly string[]): Promise<Map<string, string[]>> {
    const names = new Map<string, string[]>();
    if (instanceKeys.length === 0) return names;
    const rows = await this.database.all<{ key: string; name: string }>(
      `SELECT e.instance_key AS "key", CASE WHEN e.element_name = '' THEN e.element_id ELSE e.element_name END AS "name" FROM element_instance e
       WHERE e.instance_key IN (${instanceKeys.map(() => '?').join(', ')}) AND e.state = 'ACTIVE' AND e.type <> 'SUB_PROCESS' ORDER BY e.started_at`,
      instanceKeys,
    );
    for (const { key, name } of rows) names.set(key, [...(names.get(key) ?? []), name]);
    return names;
  }
}

function conditionsOf({ definitionKey, processId, incidents }: OwnedInstancesQuery): Condition[] {
  return [
    ...(processId ? [{ sql: 'i.process_id = ?', parameters: [processId] }] : []),
    ...(definitionKey ? [{ sql: 'i.definition_key = ?', parameters: [definitionKey] }] : []),
    ...(incidents ? [{ sql: 'i.incidents > 0', parameters: [] }] : []),
  ];
}
