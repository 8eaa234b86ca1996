import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { reminderScope } from '../identity/scope.js';

export interface ReminderView {
  id: string;
  text: string;
  caseId: string;
  caseNumber: string;
  createdAt: string;
  readAt?: string;
}

const shown = 100;

/** Reminders that diagrams sent to a role. Each person marks them as read for themselves. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Unread ones first, then the newest. */
  async list(actor: Actor): Promise<ReminderView[]> {
    const scope = reminderScope(actor, 'm');
    const rows = await this.database.all<Omit<ReminderView, 'readAt'> & { readAt: string | null }>(
      `SELECT m.id AS "id", m.text AS "text", m.case_id AS "caseId", c.number AS "caseNumber", m.created_at AS "createdAt", d.read_at AS "readAt"
       FROM reminder m JOIN petition_case c ON c.id = m.case_id LEFT JOIN reminder_read d ON d.reminder_id = m.id AND d.user_id = ?
       WHERE ${scope.sql} ORDER BY CASE WHEN d.read_at IS NULL THEN 0 ELSE 1 END, m.created_at DESC, m.id LIMIT ${shown}`,
      [actor.userId, ...scope.parameters],
    );
    return rows.map(({ readAt, ...row }) => ({ ...row, ...(readAt === null ? {} : { readAt }) }));
  }

  /** One reminder, as the event stream shows it; undefined when it is not for this person. */
  one(actor: Actor, reminderId: string): Promise<{ text: string; caseId: string } | undefined> {
    const scope = reminderScope(actor, 'm');
    return this.database.get(
      `SELECT m.text AS "text", m.case_id AS "caseId" FROM reminder m WHERE m.id = ? AND ${scope.sql}`,
      [reminderId, ...scope.parameters],
    );
  }

  /** Marking twice is no error. @throws Failure not-found */
  async markRead(actor: Actor, reminderId: string): Promise<void> {
    if (!(await this.one(actor, reminderId))) throw notFound('该提醒');
    await this.database.write((transaction) =>
      transaction.run(
        `INSERT INTO reminder_read (reminder_id, user_id, read_at) VALUES (?, ?, ?) ON CONFLICT (reminder_id, user_id) DO NOTHING`,
        [reminderId, actor.userId, this.clock.instant()],
      ),
    );
  }
}
