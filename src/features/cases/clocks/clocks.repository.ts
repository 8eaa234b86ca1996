import { Injectable } from '@nestjs/common';
import { clockTable } from '../../../domain/clocks/clock-table.js';
import { Database } from '../../../platform/database/database.js';
import type { ClockEntry } from './clock-rows.js';
import type { ClockEntryShown } from './clocks.dto.js';

/** Clocks of an incident of conduct are not for everybody who sees the petition (domain.md H5). */
const hidden = [...clockTable.values()].filter((rule) => rule.ofIncident).map((rule) => rule.name);

@Injectable()
export class ClocksRepository {
  constructor(private readonly database: Database) {}

  /** The ledger of the petition's clocks, in the order in which it was written. */
  async ledger(caseId: string): Promise<ClockEntryShown[]> {
    const rows = await this.database.all<Omit<ClockEntry, 'caseId' | 'actorId'> & { actorName: string | null }>(
      `SELECT e.clock AS "clock", e.round AS "round", e.action AS "action", e.at AS "at", u.display_name AS "actorName", e.basis AS "basis",
         e.days AS "days", e.last_day AS "lastDay", e.reason AS "reason", e.element_id AS "elementId", e.instance_key AS "instanceKey"
       FROM clock_entry e LEFT JOIN app_user u ON u.id = e.actor_id
       WHERE e.case_id = ? AND e.clock NOT IN (${hidden.map(() => '?').join(', ')}) ORDER BY e.no`,
      [caseId, ...hidden],
    );
    return rows.map(({ actorName, days, reason, elementId, instanceKey, ...row }) => ({
      ...row,
      ...(actorName === null ? {} : { actor: { displayName: actorName } }),
      ...(days === null ? {} : { days }),
      ...(reason === null ? {} : { reason }),
      ...(elementId === null ? {} : { elementId }),
      ...(instanceKey === null ? {} : { instanceKey }),
    }));
  }
}
