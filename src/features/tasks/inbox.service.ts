import { Inject, Injectable } from '@nestjs/common';
import {
  mostUrgent,
  viewClock,
  type ClockRecord,
  type ClockView,
  type ViewCalendar,
} from '../../domain/clocks/statutory-clock.js';
import { petitionProcesses, servesPetition } from '../../domain/codes/process-codes.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlValue } from '../../platform/database/database.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { clockColumns } from '../cases/clocks/clock-rows.js';
import { offersTo } from '../identity/scope.js';
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

const columns = `t.task_key AS "taskKey", t.name AS "name", t.element_id AS "elementId", t.process_id AS "processId", d.name AS "processName",
  t.instance_key AS "instanceKey", t.case_id AS "caseId", c.number AS "caseNumber", c.petitioner_masked AS "petitioner", c.title AS "title",
  u.name AS "unitName", t.assignee AS "assignee", a.display_name AS "assigneeName", t.state AS "state", t.created_at AS "createdAt",
  t.completed_at AS "completedAt", t.due_at AS "dueAt"`;

const from = `FROM user_task t JOIN process_definition d ON d.definition_key = t.definition_key
  LEFT JOIN petition_case c ON c.id = t.case_id
  LEFT JOIN unit u ON u.id = COALESCE(t.unit_id, c.responsible_unit_id, c.unit_id)
  LEFT JOIN app_user a ON a.username = t.assignee`;

/** What is due first comes first: the task's own date, else the first running clock of its case. */
const firstDue = `COALESCE(t.due_at, (SELECT min(k.last_day) FROM petition_clock k WHERE k.case_id = t.case_id AND k.stopped_at IS NULL AND k.paused_on IS NULL AND t.process_id IN (${petitionProcesses.map((id) => `'${id}'`).join(', ')})), '9999')`;

/** Counted at most: beyond it nobody turns pages, and counting on would cost more than the list itself. */
const mostCounted = 10_000;

/** The work of one person: what is theirs, what their posts may take, and what they have done. */
@Injectable()
export class InboxService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: ViewCalendar,
  ) {}

  async list(
    query: InboxQuery,
    actor: Actor,
  ): Promise<{ items: InboxItem[]; total: number; page: number; size: number; counts: Record<InboxTab, number> }> {
    const rows = query.tab === 'group' ? await this.offered(query, actor) : await this.own(query, actor);
    const counts = {
      mine: await this.count(own('mine', actor)),
      group: await this.count(offers(actor)),
      done: await this.count(own('done', actor)),
    };
    const { tab, q } = query;
    const all = tab === 'group' ? offers(actor, q) : own(tab, actor, q);
    const total = q ? await this.count(all) : counts[tab];
    return { items: await this.items(rows), total, page: query.page, size: query.size, counts };
  }

  private own({ tab, q, page, size }: InboxQuery, actor: Actor): Promise<InboxRow[]> {
    const { source, parameters } = own(tab, actor, q, from);
    const order =
      tab === 'done' ? 't.completed_at DESC, t.task_key DESC' : `${firstDue}, t.created_at, CAST(t.task_key AS BIGINT)`;
    return this.database.all<InboxRow>(`SELECT ${columns} ${source} ORDER BY ${order} LIMIT ? OFFSET ?`, [
      ...parameters,
      size,
      (page - 1) * size,
    ]);
  }

  /** Which tasks stand on the page is read from the candidates alone; only these are then read whole. */
  private async offered({ q, page, size }: InboxQuery, actor: Actor): Promise<InboxRow[]> {
    const { source, parameters } = offers(actor, q);
    const onPage = await this.database.all<{ key: string }>(
      `SELECT o.task_key AS key, min(o.first_due) AS due ${source} GROUP BY o.task_key ORDER BY due, CAST(o.task_key AS BIGINT) LIMIT ? OFFSET ?`,
      [...parameters, size, (page - 1) * size],
    );
    if (onPage.length === 0) return [];
    const keys = onPage.map(({ key }) => key);
    const rows = await this.database.all<InboxRow>(
      `SELECT ${columns} ${from} WHERE t.task_key IN (${keys.map(() => '?').join(', ')})`,
      keys,
    );
    const byKey = new Map(rows.map((row) => [row.taskKey, row]));
    return keys.flatMap((key) => byKey.get(key) ?? []);
  }

  /** One task as the inbox shows it; the caller has checked that the actor may see it. */
  async item(taskKey: string): Promise<InboxItem> {
    const rows = await this.database.all<InboxRow>(`SELECT ${columns} ${from} WHERE t.task_key = ?`, [taskKey]);
    return (await this.items(rows))[0]!;
  }

  private async count({ source, parameters, unique }: Source): Promise<number> {
    const row = await this.database.get<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT DISTINCT ${unique} ${source} LIMIT ${mostCounted}) counted`,
      parameters,
    );
    return row!.n;
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
    const rows = await this.database.all<ClockRecord & { caseId: string }>(
      `SELECT k.case_id AS "caseId", ${clockColumns('k')} FROM petition_clock k WHERE k.case_id IN (${ids.map(() => '?').join(', ')})`,
      ids,
    );
    const now = this.clock.instant();
    const byCase = new Map<string, ClockView[]>();
    for (const { caseId, ...clock } of rows) {
      byCase.set(caseId, [...(byCase.get(caseId) ?? []), viewClock(clock, now, this.calendar)]);
    }
    return new Map([...byCase].map(([caseId, clocks]) => [caseId, mostUrgent(clocks)]));
  }
}

/** Rows of a tab, from FROM on. */
interface Source {
  source: string;
  parameters: SqlValue[];
  /** Column that tells a task. */
  unique: string;
}

const search = `(c.number LIKE ? ESCAPE '\\' OR c.title LIKE ? ESCAPE '\\' OR t.name LIKE ? ESCAPE '\\' OR c.petitioner_masked LIKE ? ESCAPE '\\')`;

function likeAny(q: string): SqlValue[] {
  const like = `%${q.replace(/[%_\\]/g, (character) => `\\${character}`)}%`;
  return [like, like, like, like];
}

/** Tasks one has taken, or has done; counted from their own table alone where nothing is searched. */
function own(tab: InboxTab, actor: Actor, q?: string, tables = q ? from : 'FROM user_task t'): Source {
  // Only who completed a task stands in `completed_by`.
  const mine = tab === 'done' ? `t.completed_by = ?` : `t.assignee = ? AND t.state = 'CREATED'`;
  return {
    source: q ? `${tables} WHERE ${mine} AND ${search}` : `${tables} WHERE ${mine}`,
    parameters: [actor.username, ...(q ? likeAny(q) : [])],
    unique: 't.task_key',
  };
}

/** Tasks on offer to one's posts or to oneself. */
function offers(actor: Actor, q?: string): Source {
  const { sql, parameters } = offersTo(actor, 'o');
  if (!q) return { source: `FROM task_candidate o WHERE ${sql}`, parameters, unique: 'o.task_key' };
  return {
    source: `FROM task_candidate o JOIN user_task t ON t.task_key = o.task_key LEFT JOIN petition_case c ON c.id = t.case_id WHERE ${sql} AND ${search}`,
    parameters: [...parameters, ...likeAny(q)],
    unique: 'o.task_key',
  };
}
