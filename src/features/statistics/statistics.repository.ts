import { Injectable } from '@nestjs/common';
import { plusDays } from '../../domain/calendar/days.js';
import { incidentRoles } from '../../domain/codes/roles.js';
import type { Period, Ratio } from '../../domain/statistics/figure.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { caseScope, instanceScope } from '../identity/scope.js';
import { startOf } from './facts.repository.js';

export interface UnitRow {
  id: string;
  name: string;
  path: string;
}

export interface CaseLine {
  id: string;
  number: string;
  title: string;
  status: string;
  unitName: string | null;
}

/** Columns of a case by which the registered matters of a period are told apart. */
export const partNames = ['channel', 'category', 'kind', 'level', 'status'] as const;
export type Part = (typeof partNames)[number];

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

@Injectable()
export class StatisticsRepository {
  constructor(private readonly database: Database) {}

  /** In the order of the organisation: never that of any figure. */
  units(): Promise<UnitRow[]> {
    return this.database.all(`SELECT id AS "id", name AS "name", path AS "path" FROM unit ORDER BY path`);
  }

  /**
   * How many matters were registered, by each of their properties; of these units, or of all that one sees. Read in one pass:
   * the combinations of the properties are few.
   */
  async registered(
    actor: Actor,
    { from, to }: Period,
    unitIds: readonly string[] | null,
  ): Promise<Record<Part, Map<string, number>>> {
    const scope = caseScope(actor, 'c');
    const ofUnits = unitIds === null ? '' : `AND c.unit_id IN (${places(unitIds)})`;
    const columns = partNames.map((part) => `c.${part}`).join(', ');
    const rows = await this.database.all<Record<Part, string | null> & { n: number }>(
      `SELECT ${columns}, count(*) AS n FROM petition_case c WHERE c.received_at >= ? AND c.received_at < ? ${ofUnits} AND ${scope.sql} GROUP BY ${columns}`,
      [startOf(from), startOf(plusDays(to, 1)), ...(unitIds ?? []), ...scope.parameters],
    );
    const counts = Object.fromEntries(partNames.map((part) => [part, new Map()])) as Record<Part, Map<string, number>>;
    for (const row of rows) {
      for (const part of partNames) {
        const code = row[part] ?? '';
        counts[part].set(code, (counts[part].get(code) ?? 0) + Number(row.n));
      }
    }
    return counts;
  }

  /**
   * Letters to the police in the period, and how many of them were found wrong afterwards. Only the sum, and only for those
   * who decide on such incidents (domain.md H5); undefined for all others.
   */
  async referrals(actor: Actor, { from, to }: Period): Promise<Ratio | undefined> {
    if (!actor.roles.some((role) => incidentRoles.has(role.code))) return undefined;
    const scope = instanceScope(actor, 'i');
    const count = async (templateId: string): Promise<number> => {
      const row = await this.database.get<{ n: number }>(
        `SELECT count(*) AS n FROM notice n JOIN process_instance i ON i.instance_key = n.instance_key
         WHERE n.template_id = ? AND n.issued_at >= ? AND n.issued_at < ? AND ${scope.sql}`,
        [templateId, startOf(from), startOf(plusDays(to, 1)), ...scope.parameters],
      );
      return Number(row!.n);
    };
    return { n: await count('correction_notice'), d: await count('police_letter') };
  }

  async cases(actor: Actor, ids: readonly string[]): Promise<Map<string, CaseLine>> {
    if (ids.length === 0) return new Map();
    const scope = caseScope(actor, 'c');
    const rows = await this.database.all<CaseLine>(
      `SELECT c.id AS "id", c.number AS "number", c.title AS "title", c.status AS "status", u.name AS "unitName" FROM petition_case c
       LEFT JOIN unit u ON u.id = COALESCE(c.responsible_unit_id, c.unit_id) WHERE c.id IN (${places(ids)}) AND ${scope.sql}`,
      [...ids, ...scope.parameters],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
