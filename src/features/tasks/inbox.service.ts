import { Injectable } from '@nestjs/common';
import { mostUrgent, viewClock, type ClockView } from '../../domain/clocks/statutory-clock.js';
import { petitionProcesses, servesPetition } from '../../domain/codes/process-codes.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlValue } from '../../platform/database/database.js';
import { taskScope } from '../identity/scope.js';
import type { TaskState } from './tasks.repository.js';

export const inboxTabs = ['mine', 'group', 'done'] as const;
export type InboxTab = (typeof inboxTabs)[number];

export interface InboxQuery {
  tab: InboxTab;
  /** Searched in case number, matter, step, and masked petitioner. */
  q?: string;
  page: number;
  size: number;
}

export interface InboxItem {
  taskKey: string;
  name: string;
  elementId: string;
  processId: string;
  processName: string;
  instanceKey: string;
  caseId: string | null;
  caseNumber: string | null;
  petitioner: string | null;
  title: string | null;
  unitName: string | null;
  assignee: { username: string; displayName: string } | null;
  state: TaskState;
  createdAt: string;
  completedAt?: string;
  dueDate?: string;
  clock: ClockView | null;
}

interface InboxRow extends Omit<InboxItem, 'assignee' | 'clock' | 'completedAt' | 'dueDate'> {
  assigneeName: string | null;
  assignee: string | null;
  completedAt: string | null;
  dueAt: string | null;
}

interface Filter {
  sql: string;
  parameters: SqlValue[];
}

const columns = `t.task_key AS "taskKey", t.name AS "name", t.element_id AS "elementId", t.process_id AS "processId", d.name AS "processName",
  t.instance_key AS "instanceKey", t.case_id AS "caseId", c.number AS "caseNumber", c.petitioner_masked AS "petitioner", c.title AS "title",
  u.name AS "unitName", t.assignee AS "assignee", a.display_name AS "assigneeName", t.state AS "state", t.created_at AS "createdAt",
  t.completed_at AS "completedAt", t.due_at AS "dueAt"`;

const from = `FROM user_task t JOIN process_definition d ON d.definition_key = t.definition_key
  LEFT JOIN petition_case c ON c.id = t.case_id
  LEFT JOIN unit u ON u.id = COALESCE(t.unit_id, c.responsible_unit_id, c.unit_id)
  LEFT JOIN app_user a ON a.username = t.assignee`;

/** What is due first comes first: the task's own date, else the first running clock of its case. */
const firstDue = `COALESCE(t.due_at, (SELECT min(k.last_day) FROM case_clock k WHERE k.case_id = t.case_id AND k.stopped_at IS NULL AND t.process_id IN (${petitionProcesses.map((id) => `'${id}'`).join(', ')})), '9999')`;

/** The work of one person: what is theirs, what their posts may take, and what they have done. */
@Injectable()
export class InboxService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(
    query: InboxQuery,
    actor: Actor,
  ): Promise<{ items: InboxItem[]; total: number; page: number; size: number; counts: Record<InboxTab, number> }> {
    const filter = this.filter(query.tab, actor, query.q);
    const order =
      query.tab === 'done' ? 't.completed_at DESC, t.task_key DESC' : `${firstDue}, t.created_at, t.task_key`;
    const rows = await this.database.all<InboxRow>(
      `SELECT ${columns} ${from} WHERE ${filter.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
      [...filter.parameters, query.size, (query.page - 1) * query.size],
    );
    const counts = {
      mine: await this.count('mine', actor),
      group: await this.count('group', actor),
      done: await this.count('done', actor),
    };
    const total = query.q ? await this.count(query.tab, actor, query.q) : counts[query.tab];
    return { items: await this.items(rows), total, page: query.page, size: query.size, counts };
  }

  /** One task as the inbox shows it; the caller has checked that the actor may see it. */
  async item(taskKey: string): Promise<InboxItem> {
    const rows = await this.database.all<InboxRow>(`SELECT ${columns} ${from} WHERE t.task_key = ?`, [taskKey]);
    return (await this.items(rows))[0]!;
  }

  private async count(tab: InboxTab, actor: Actor, q?: string): Promise<number> {
    const filter = this.filter(tab, actor, q);
    const row = await this.database.get<{ n: number }>(
      `SELECT count(*) AS n ${from} WHERE ${filter.sql}`,
      filter.parameters,
    );
    return row!.n;
  }

  private filter(tab: InboxTab, actor: Actor, q?: string): Filter {
    const parts: Filter[] = [tabFilter(tab, actor)];
    if (q) {
      const like = `%${q.replace(/[%_\\]/g, (character) => `\\${character}`)}%`;
      parts.push({
        sql: `(c.number LIKE ? ESCAPE '\\' OR c.title LIKE ? ESCAPE '\\' OR t.name LIKE ? ESCAPE '\\' OR c.petitioner_masked LIKE ? ESCAPE '\\')`,
        parameters: [like, like, like, like],
      });
    }
    return {
      sql: parts.map((part) => `(${part.sql})`).join(' AND '),
      parameters: parts.flatMap((part) => part.parameters),
    };
  }

  private async items(rows: InboxRow[]): Promise<InboxItem[]> {
    const clocks = await this.clocks(
      rows.filter((row) => servesPetition(row.processId)).flatMap((row) => row.caseId ?? []),
    );
    return rows.map(({ assigneeName, dueAt, completedAt, ...row }) => ({
      ...row,
      assignee: row.assignee ? { username: row.assignee, displayName: assigneeName ?? row.assignee } : null,
      ...(completedAt ? { completedAt } : {}),
      ...(dueAt ? { dueDate: dueAt } : {}),
      clock: row.caseId && servesPetition(row.processId) ? (clocks.get(row.caseId) ?? null) : null,
    }));
  }

  private async clocks(caseIds: string[]): Promise<Map<string, ClockView | null>> {
    const ids = [...new Set(caseIds)];
    if (ids.length === 0) return new Map();
    const rows = await this.database.all<{
      case_id: string;
      name: string;
      started_on: string;
      last_day: string;
      days_allowed: number;
      stopped_at: string | null;
    }>(
      `SELECT case_id, name, started_on, last_day, days_allowed, stopped_at FROM case_clock WHERE case_id IN (${ids.map(() => '?').join(', ')})`,
      ids,
    );
    const now = this.clock.instant();
    const byCase = new Map<string, ClockView[]>();
    for (const row of rows) {
      const record = {
        name: row.name,
        startedOn: row.started_on,
        lastDay: row.last_day,
        daysAllowed: row.days_allowed,
        stoppedAt: row.stopped_at,
      };
      byCase.set(row.case_id, [...(byCase.get(row.case_id) ?? []), viewClock(record, now)]);
    }
    return new Map([...byCase].map(([caseId, clocks]) => [caseId, mostUrgent(clocks)]));
  }
}

function tabFilter(tab: InboxTab, actor: Actor): Filter {
  if (tab === 'mine') return { sql: `t.assignee = ? AND t.state = 'CREATED'`, parameters: [actor.username] };
  if (tab === 'done') return { sql: `t.completed_by = ? AND t.state = 'COMPLETED'`, parameters: [actor.username] };
  const scope = taskScope(actor, 't');
  const roles = [...new Set(actor.roles.map((role) => role.code))];
  const offered = `EXISTS (SELECT 1 FROM task_candidate k WHERE k.task_key = t.task_key AND ((k.kind = 'user' AND k.value = ?)${
    roles.length > 0 ? ` OR (k.kind = 'role' AND k.value IN (${roles.map(() => '?').join(', ')}))` : ''
  }))`;
  return {
    sql: `t.assignee IS NULL AND t.state = 'CREATED' AND ${offered} AND (${scope.sql})`,
    parameters: [actor.username, ...roles, ...scope.parameters],
  };
}
