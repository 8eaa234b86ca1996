import { plusDays } from '../../domain/calendar/days.js';
import { incidentProcess } from '../../domain/codes/process-codes.js';
import type { SqlValue } from '../../platform/database/database.js';

export interface InstanceFilter {
  processId?: string;
  version?: number;
  status?: 'active' | 'completed' | 'canceled';
  /** The unit and everything below it. */
  unitId?: string;
  overdue?: boolean;
  incident?: boolean;
  outcome?: string;
  /** Days in Shanghai on which the instance was started, both included. */
  from?: string;
  to?: string;
  /** Part of the case number or title, or the whole instance key. */
  q?: string;
}

export interface Condition {
  sql: string;
  parameters: SqlValue[];
}

/** The unit that answers for the instance: of a petition the responsible one, else the one that registered it. */
export const unitOfInstance = `CASE WHEN i.process_id = '${incidentProcess}' THEN COALESCE(i.unit_id, c.unit_id)
  ELSE COALESCE(c.responsible_unit_id, c.unit_id, i.unit_id) END`;

/** The instant (UTC) at which a Shanghai day begins. */
const startOf = (day: string): string => `${plusDays(day, -1)}T16:00:00.000Z`;

/**
 * Whether the instance is or was late: a task after its due time, or (for a petition) a clock of the case beyond its last
 * day, which ends at 16:00 UTC. Conduct has no clock of the petition.
 */
export const overdueAt = (now: string): Condition => ({
  sql: `(EXISTS (SELECT 1 FROM user_task t WHERE t.instance_key = i.instance_key AND t.state IN ('CREATED', 'COMPLETED') AND t.due_at IS NOT NULL
      AND COALESCE(t.completed_at, ?) > t.due_at)
    OR (i.process_id <> '${incidentProcess}' AND EXISTS (SELECT 1 FROM petition_clock k WHERE k.case_id = i.case_id AND k.paused_on IS NULL
      AND COALESCE(k.stopped_at, ?) >= k.last_day || 'T16:00:00.000Z')))`,
  parameters: [now, now],
});

/** Conditions over `process_instance i` joined with `petition_case c`. */
export function filterConditions(filter: InstanceFilter, now: string): Condition[] {
  const conditions: Condition[] = [];
  const add = (sql: string, ...parameters: SqlValue[]): void => void conditions.push({ sql, parameters });
  if (filter.processId) add('i.process_id = ?', filter.processId);
  if (filter.version !== undefined) add('i.version = ?', filter.version);
  if (filter.status === 'active') add(`i.status IN ('active', 'suspended')`);
  else if (filter.status) add('i.status = ?', filter.status);
  if (filter.unitId) {
    add(
      `(${unitOfInstance}) IN (SELECT below.id FROM unit below JOIN unit above ON above.id = ? WHERE substr(below.path, 1, length(above.path)) = above.path)`,
      filter.unitId,
    );
  }
  if (filter.overdue !== undefined) {
    const overdue = overdueAt(now);
    add(filter.overdue ? overdue.sql : `NOT ${overdue.sql}`, ...overdue.parameters);
  }
  if (filter.incident !== undefined) add(filter.incident ? 'i.incidents > 0' : 'i.incidents = 0');
  if (filter.outcome) add(`(c.outcome = ? AND i.process_id <> '${incidentProcess}')`, filter.outcome);
  if (filter.from) add('i.started_at >= ?', startOf(filter.from));
  if (filter.to) add('i.started_at < ?', startOf(plusDays(filter.to, 1)));
  if (filter.q) {
    const part = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    add(`(c.number LIKE ? ESCAPE '\\' OR c.title LIKE ? ESCAPE '\\' OR i.instance_key = ?)`, part, part, filter.q);
  }
  return conditions;
}
