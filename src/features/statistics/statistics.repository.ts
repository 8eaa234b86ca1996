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
const parts = {
  channel: 'c.channel',
  category: 'c.category',
  kind: 'c.kind',
  level: 'c.level',
  status: 'c.status',
} as const;
export type Part = keyof typeof parts;
export const partNames = Object.keys(parts) as Part[];

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

@Injectable()
export class StatisticsRepository {
  constructor(private readonly database: Database) {}

  /** In the order of the organisation: never that of any figure. */
  units(): Promise<UnitRow[]> {
    return this.database.all(`SELECT id AS "id", name AS "name", path AS "path" FROM unit ORDER BY path`);
  }

  /** How many matters were registered, by one of their properties; of these units, or of all that one sees. */
  async registered(
    actor: Actor,
    { from, to }: Period,
    part: Part,
    unitIds: readonly string[] | null,
  ): Promise<{ code: string; count: number }[]> {
    const scope = caseScope(actor, 'c');
    const ofUnits = unitIds === null ? '' : `AND c.unit_id IN (${places(unitIds)})`;
    const rows = await this.database.all<{ code: string | null; n: number }>(
      `SELECT ${parts[part]} AS code, count(*) AS n FROM petition_case c WHERE c.received_at >= ? AND c.received_at < ? ${ofUnits} AND ${scope.sql}
       GROUP BY ${parts[part]} ORDER BY code`,
      [startOf(from), startOf(plusDays(to, 1)), ...(unitIds ?? []), ...scope.parameters],
    );
    return rows.map(({ code, n }) => ({ code: code ?? '', count: Number(n) }));
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
