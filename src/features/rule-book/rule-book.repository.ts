import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlValue } from '../../platform/database/database.js';
import { caseScope, instanceScope } from '../identity/scope.js';
import type { RuleCase, RuleElement } from './rule-book.dto.js';

/** Counting stops here: whoever looks at an article reads the newest cases, not their number. */
export const countedCases = 1_000;

/** The cases that passed elements. */
@Injectable()
export class RuleBookRepository {
  constructor(private readonly database: Database) {}

  /**
   * Newest first; an incident of conduct shows its case only to those who may see the incident (domain.md H5). Cases are read
   * in the order of registration and tested one by one, so that a page costs what it shows.
   */
  async cases(
    actor: Actor,
    elements: readonly Pick<RuleElement, 'processId' | 'elementId'>[],
    { page, size }: { page: number; size: number },
  ): Promise<{ total: number; items: RuleCase[] }> {
    if (elements.length === 0) return { total: 0, items: [] };
    const scope = caseScope(actor, 'c');
    const passed = passedBy(actor, elements);
    const where = `${scope.sql} AND EXISTS (SELECT 1 ${passed.sql})`;
    const parameters = [...scope.parameters, ...passed.parameters];
    const items = await this.database.all<RuleCase>(
      `SELECT c.id AS "id", c.number AS "number", c.title AS "title", c.status AS "status",
         (SELECT max(e.started_at) ${passed.sql}) AS "passedAt"
       FROM petition_case c WHERE ${where} ORDER BY c.registered_at DESC, c.id LIMIT ? OFFSET ?`,
      [...passed.parameters, ...parameters, size, (page - 1) * size],
    );
    const counted = await this.database.get<{ total: number }>(
      `SELECT count(*) AS "total" FROM (SELECT 1 FROM petition_case c WHERE ${where} LIMIT ${countedCases}) found`,
      parameters,
    );
    return { total: Number(counted!.total), items };
  }
}

/** From the element instances of case `c` that are among the elements and whose instance the actor may see. */
function passedBy(
  actor: Actor,
  elements: readonly Pick<RuleElement, 'processId' | 'elementId'>[],
): { sql: string; parameters: SqlValue[] } {
  const processes = [...new Set(elements.map((element) => element.processId))];
  const pairs = processes.map((processId) => {
    const ids = elements.filter((element) => element.processId === processId).map((element) => element.elementId);
    return {
      sql: `(i.process_id = ? AND e.element_id IN (${ids.map(() => '?').join(', ')}))`,
      parameters: [processId, ...ids],
    };
  });
  const scope = instanceScope(actor, 'i');
  return {
    sql: `FROM process_instance i JOIN element_instance e ON e.instance_key = i.instance_key
      WHERE i.case_id = c.id AND e.state IN ('ACTIVE', 'COMPLETED') AND (${pairs.map((pair) => pair.sql).join(' OR ')}) AND ${scope.sql}`,
    parameters: [...pairs.flatMap((pair) => pair.parameters), ...scope.parameters],
  };
}
