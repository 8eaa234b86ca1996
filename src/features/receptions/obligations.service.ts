import { Injectable } from '@nestjs/common';
import { defaultObligations, type Obligation } from '../../domain/receptions/obligations.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlReader } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import type { ObligationBody } from './receptions.dto.js';

/** How often each level of units must receive: the document's frequencies, and what the installation made of them. */
@Injectable()
export class ObligationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(reader: SqlReader = this.database): Promise<Obligation[]> {
    const own = await reader.all<Obligation>(
      `SELECT unit_level AS "unitLevel", times AS "times", period AS "period", target_percent AS "targetPercent" FROM reception_obligation ORDER BY unit_level`,
    );
    const levels = new Set(own.map(({ unitLevel }) => unitLevel));
    return [...defaultObligations.filter(({ unitLevel }) => !levels.has(unitLevel)), ...own];
  }

  /** @throws Failure not-found for a level that no unit has. */
  async put(unitLevel: string, { times, period, targetPercent }: ObligationBody, actor: Actor): Promise<void> {
    await this.database.write(async (transaction) => {
      if (!(await transaction.get(`SELECT 1 FROM unit WHERE level = ?`, [unitLevel])))
        throw notFound(`级别为“${unitLevel.slice(0, 40)}”的单位`);
      await transaction.run(
        `INSERT INTO reception_obligation (unit_level, times, period, target_percent, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (unit_level) DO UPDATE SET times = excluded.times, period = excluded.period, target_percent = excluded.target_percent,
           changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
        [unitLevel, times, period, targetPercent ?? null, actor.userId, this.clock.instant()],
      );
    });
  }
}
