import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import { JobFailure, type JobHandler, type JobRow } from '../../workflow/ports/case-port.js';

interface Unit {
  id: string;
  parentId: string | null;
  name: string;
}

interface CaseFacts {
  title: string;
  category: string;
  kind: string | null;
  level: string | null;
  unitId: string;
}

/** More levels than an administration has; a tree that is no tree must not hang the job. */
const mostLevels = 10;

/**
 * Job type `case-facts`: what the case itself knows, as the variable that the header `result` names, so that no form asks
 * for it again, and `unitNames`, by which documents name units. `superiorUnit` is the organ above the responsible unit, `levels` (input, 1 where absent) organs up: 复查 goes
 * to the next higher organ, 复核 to the one above that (《信访工作条例》第三十五条、第三十六条); the highest organ stays itself.
 */
@Injectable()
export class CaseFactsJob implements JobHandler, OnModuleInit {
  readonly type = 'case-facts';

  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  /** @throws JobFailure without a case, or with a number of levels that is none. */
  async prepare(job: JobRow): Promise<(transaction: SqlTransaction) => Promise<Variables>> {
    if (job.caseId === null) throw new JobFailure('该流程没有关联的信访事项，读不到事项内容。');
    const levels = Number(job.variables['levels'] ?? 1);
    if (!Number.isInteger(levels) || levels < 1 || levels > mostLevels)
      throw new JobFailure('步骤写明的层级 levels 应为 1–10 的整数，请检查流程图中该步骤的输入。');
    const facts = (await this.caseFacts(job.caseId))!;
    const units = await this.database.all<Unit>(`SELECT id AS "id", parent_id AS "parentId", name AS "name" FROM unit`);
    const superior = above(units, facts.unitId, levels);
    const unitNames = Object.fromEntries(units.map(({ id, name }) => [id, name]));
    const known = { ...facts, superiorUnit: superior.id, superiorOrgan: superior.name, unitNames };
    return async () => ({ [job.headers['result'] ?? 'facts']: known });
  }

  private caseFacts(caseId: string): Promise<CaseFacts | undefined> {
    return this.database.get(
      `SELECT title AS "title", category AS "category", kind AS "kind", level AS "level", COALESCE(responsible_unit_id, unit_id) AS "unitId"
       FROM petition_case WHERE id = ?`,
      [caseId],
    );
  }
}

function above(units: readonly Unit[], unitId: string, levels: number): Unit {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  let unit = byId.get(unitId)!;
  for (let level = 0; level < levels; level += 1) unit = (unit.parentId && byId.get(unit.parentId)) || unit;
  return unit;
}
