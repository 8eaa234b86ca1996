import { Injectable } from '@nestjs/common';
import { CommandRefused } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { Incidents } from '../../workflow/incidents/incidents.js';
import { elementName } from '../audit/timeline/element-names.js';
import { incidentScope } from '../identity/scope.js';
import type { IncidentList, IncidentResolution, OpenIncidentsQuery, ShownIncident } from './incidents.dto.js';

const defaultSize = 20;

type IncidentRow = Omit<ShownIncident, 'elementName'> & { definitionKey: string };

const from = `incident n JOIN process_instance i ON i.instance_key = n.instance_key
  JOIN process_definition d ON d.definition_key = i.definition_key`;

/** Open incidents for whoever mends them: what failed where and why, and trying many again. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly database: Database,
    private readonly incidents: Incidents,
    private readonly definitions: Definitions,
  ) {}

  /** The oldest first: what has stood still longest. */
  async list({ processId, page = 1, size = defaultSize }: OpenIncidentsQuery, actor: Actor): Promise<IncidentList> {
    const scope = incidentScope(actor, 'i');
    const where = `n.state = 'ACTIVE' AND ${scope.sql}${processId ? ' AND i.process_id = ?' : ''}`;
    const parameters = [...scope.parameters, ...(processId ? [processId] : [])];
    const rows = await this.database.all<IncidentRow>(
      `SELECT n.incident_key AS "key", n.error_type AS "errorType", n.message AS "message", n.created_at AS "createdAt", n.element_id AS "elementId",
         n.instance_key AS "instanceKey", i.process_id AS "processId", d.name AS "processName", i.version AS "version", i.definition_key AS "definitionKey"
       FROM ${from} WHERE ${where} ORDER BY n.created_at, length(n.incident_key), n.incident_key LIMIT ? OFFSET ?`,
      [...parameters, size, (page - 1) * size],
    );
    const count = await this.database.get<{ total: number }>(
      `SELECT count(*) AS "total" FROM ${from} WHERE ${where}`,
      parameters,
    );
    const items = await Promise.all(rows.map((row) => this.shown(row)));
    return { items, total: count!.total, page, size };
  }

  /** Tries each again in a transaction of its own, so that one that cannot be does not keep the others. */
  async resolve(keys: readonly string[], actor: Actor): Promise<IncidentResolution[]> {
    return Promise.all([...new Set(keys)].map((key) => this.resolveOne(key, actor)));
  }

  private async resolveOne(key: string, actor: Actor): Promise<IncidentResolution> {
    const scope = incidentScope(actor, 'i');
    try {
      await this.database.write(async (transaction) => {
        const visible = await transaction.get(
          `SELECT 1 FROM ${from} WHERE n.incident_key = ? AND n.state = 'ACTIVE' AND ${scope.sql}`,
          [key, ...scope.parameters],
        );
        if (!visible) throw notFound('该待处理异常');
        await this.incidents.resolve(transaction, key, actor);
      });
      return { key, resolved: true, message: null };
    } catch (reason) {
      if (reason instanceof Failure || reason instanceof CommandRefused)
        return { key, resolved: false, message: reason.message };
      throw reason;
    }
  }

  private async shown({ definitionKey, ...row }: IncidentRow): Promise<ShownIncident> {
    const definition = await this.definitions.compiledOf(
      await this.definitions.row(definitionKey, this.database),
      this.database,
    );
    const element = definition.elements[row.elementId];
    const { elementId } = row;
    return {
      ...row,
      elementName: elementName({ elementId, name: element?.name || elementId, type: element?.type ?? '' }),
    };
  }
}
