import { Injectable } from '@nestjs/common';
import type { Day } from '../../domain/calendar/days.js';
import type { BoundUnit } from '../../domain/receptions/coverage.js';
import type { Leader } from '../../domain/receptions/roster.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader, type SqlTransaction, type SqlValue } from '../../platform/database/database.js';
import { nextKey } from '../../workflow/keys.js';
import { caseScope, unitScope } from '../identity/scope.js';
import type { AppointmentShown, SlotChangeShown } from './receptions.dto.js';
import type { NewSlot, SlotRow } from './reception.rows.js';

/** Who plans receptions: the head of the petition office's section, and the head of a unit for the own one (L4). */
export const plannerRoles = ['R2', 'R7'];
/** Roles whose holders receive. */
const leaderRoles = ['R4', 'R5', 'R7'];

const columns = `s.id AS "id", s.unit_id AS "unitId", u.name AS "unitName", u.level AS "unitLevel", s.day AS "day", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
  s.place AS "place", s.leader_id AS "leaderId", s.leader_name AS "leaderName", s.status AS "status", s.lock_version AS "version"`;

export interface SlotFilter {
  from: Day;
  to: Day;
  unitId?: string;
}

/** Slots of the roster; a draft is seen by those who plan for its unit. */
@Injectable()
export class ReceptionsRepository {
  constructor(private readonly database: Database) {}

  slots(actor: Actor, { from, to, unitId }: SlotFilter): Promise<SlotRow[]> {
    const plans = unitScope(actor, 's.unit_id', plannerRoles);
    return this.database.all(
      `SELECT ${columns}, CASE WHEN ${plans.sql} THEN 1 ELSE 0 END AS "editable",
         (SELECT count(*) FROM reception_appointment a WHERE a.slot_id = s.id AND a.status <> 'moved') AS "appointments"
       FROM reception_slot s JOIN unit u ON u.id = s.unit_id
       WHERE s.day >= ? AND s.day <= ? AND (s.status = 'published' OR ${plans.sql}) ${unitId ? 'AND s.unit_id = ?' : ''}
       ORDER BY s.day, s.starts_at, u.name`,
      [...plans.parameters, from, to, ...plans.parameters, ...(unitId ? [unitId] : [])],
    );
  }

  /** What everybody may know: time and place of receptions are published (article 18). */
  published({ from, to, unitId }: SlotFilter): Promise<SlotRow[]> {
    return this.database.all(
      `SELECT ${columns}, 0 AS "editable", 0 AS "appointments" FROM reception_slot s JOIN unit u ON u.id = s.unit_id
       WHERE s.status = 'published' AND s.day >= ? AND s.day <= ? ${unitId ? 'AND s.unit_id = ?' : ''} ORDER BY s.day, s.starts_at, u.name`,
      [from, to, ...(unitId ? [unitId] : [])],
    );
  }

  /** Undefined where the actor neither plans for the unit nor the slot is published. */
  async slot(reader: SqlReader, actor: Actor, id: string): Promise<SlotRow | undefined> {
    const plans = unitScope(actor, 's.unit_id', plannerRoles);
    return reader.get(
      `SELECT ${columns}, CASE WHEN ${plans.sql} THEN 1 ELSE 0 END AS "editable",
         (SELECT count(*) FROM reception_appointment a WHERE a.slot_id = s.id AND a.status <> 'moved') AS "appointments"
       FROM reception_slot s JOIN unit u ON u.id = s.unit_id WHERE s.id = ? AND (s.status = 'published' OR ${plans.sql})`,
      [...plans.parameters, id, ...plans.parameters],
    );
  }

  /** Slots that count for the rule, of every unit. */
  planned(reader: SqlReader, from: Day, to: Day): Promise<{ unitId: string; day: Day }[]> {
    return reader.all(
      `SELECT s.unit_id AS "unitId", s.day AS "day" FROM reception_slot s WHERE s.status <> 'cancelled' AND s.day >= ? AND s.day <= ? ORDER BY s.day`,
      [from, to],
    );
  }

  /** Units for which the actor plans; without an actor (the server itself) all. */
  units(reader: SqlReader, actor: Actor | null, unitId?: string): Promise<(BoundUnit & { address: string })[]> {
    const scope = actor ? unitScope(actor, 'u.id', plannerRoles) : { sql: '(1 = 1)', parameters: [] as SqlValue[] };
    return reader.all(
      `SELECT u.id AS "id", u.name AS "name", u.level AS "level", u.address AS "address" FROM unit u WHERE ${scope.sql} ${unitId ? 'AND u.id = ?' : ''} ORDER BY u.path`,
      [...scope.parameters, ...(unitId ? [unitId] : [])],
    );
  }

  leaders(reader: SqlReader): Promise<(Leader & { unitId: string })[]> {
    return reader.all(
      `SELECT DISTINCT a.id AS "id", a.display_name AS "name", a.username AS "username", CASE WHEN r.role_code = 'R7' THEN a.unit_id ELSE r.unit_id END AS "unitId"
       FROM user_role r JOIN app_user a ON a.id = r.user_id WHERE a.disabled = 0 AND r.role_code IN (${leaderRoles.map(() => '?').join(', ')}) ORDER BY a.username`,
      leaderRoles,
    );
  }

  async insert(transaction: SqlTransaction, slot: NewSlot, at: string): Promise<boolean> {
    const { id, unitId, day, startsAt, endsAt, place, leaderId, leaderName, status } = slot;
    const inserted = await transaction.run(
      `INSERT INTO reception_slot (id, unit_id, day, starts_at, ends_at, place, leader_id, leader_name, status, lock_version, created_at, published_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (unit_id, day, starts_at) DO NOTHING`,
      [id, unitId, day, startsAt, endsAt, place, leaderId, leaderName, status, at, status === 'published' ? at : null],
    );
    return inserted === 1;
  }

  /** False when somebody changed it meanwhile. */
  async update(transaction: SqlTransaction, slot: NewSlot & { version: number }): Promise<boolean> {
    const { id, day, startsAt, endsAt, place, leaderId, leaderName, status, version } = slot;
    const changed = await transaction.run(
      `UPDATE reception_slot SET day = ?, starts_at = ?, ends_at = ?, place = ?, leader_id = ?, leader_name = ?, status = ?, lock_version = lock_version + 1
       WHERE id = ? AND lock_version = ?`,
      [day, startsAt, endsAt, place, leaderId, leaderName, status, id, version],
    );
    return changed === 1;
  }

  async isTaken(reader: SqlReader, { id, unitId, day, startsAt }: NewSlot): Promise<boolean> {
    const row = await reader.get(
      `SELECT 1 FROM reception_slot WHERE unit_id = ? AND day = ? AND starts_at = ? AND id <> ?`,
      [unitId, day, startsAt, id],
    );
    return row !== undefined;
  }

  /** Drafts of these units between two days, to be published. */
  drafts(
    reader: SqlReader,
    unitIds: readonly string[],
    from: Day,
    to: Day,
  ): Promise<{ id: string; unitName: string; day: Day; leaderName: string }[]> {
    if (unitIds.length === 0) return Promise.resolve([]);
    return reader.all(
      `SELECT s.id AS "id", u.name AS "unitName", s.day AS "day", s.leader_name AS "leaderName" FROM reception_slot s JOIN unit u ON u.id = s.unit_id
       WHERE s.status = 'draft' AND s.unit_id IN (${unitIds.map(() => '?').join(', ')}) AND s.day >= ? AND s.day <= ? ORDER BY s.day, u.name`,
      [...unitIds, from, to],
    );
  }

  async publish(transaction: SqlTransaction, id: string, at: string): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE reception_slot SET status = 'published', published_at = ?, lock_version = lock_version + 1 WHERE id = ? AND status = 'draft' AND leader_name <> ''`,
      [at, id],
    );
    return changed === 1;
  }

  async remove(transaction: SqlTransaction, id: string, version: number): Promise<boolean> {
    await transaction.run(`DELETE FROM reception_slot_change WHERE slot_id = ?`, [id]);
    return (
      (await transaction.run(`DELETE FROM reception_slot WHERE id = ? AND status = 'draft' AND lock_version = ?`, [
        id,
        version,
      ])) === 1
    );
  }

  async note(
    transaction: SqlTransaction,
    change: { slotId: string; kind: string; before: string; reason: string; by: string | null; at: string },
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO reception_slot_change (id, slot_id, kind, before, reason, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [await nextKey(transaction), change.slotId, change.kind, change.before, change.reason, change.by, change.at],
    );
  }

  changes(slotId: string): Promise<SlotChangeShown[]> {
    return this.database.all(
      `SELECT c.kind AS "kind", c.before AS "before", c.reason AS "reason", COALESCE(a.display_name, '系统') AS "changedBy", c.changed_at AS "changedAt"
       FROM reception_slot_change c LEFT JOIN app_user a ON a.id = c.changed_by WHERE c.slot_id = ? ORDER BY length(c.id) DESC, c.id DESC`,
      [slotId],
    );
  }

  /** Matters of a slot that the actor may see; whoever came and why is nobody else's business. */
  async matters(actor: Actor, slotId: string): Promise<AppointmentShown[]> {
    const scope = caseScope(actor, 'c');
    const rows = await this.database.all<Omit<AppointmentShown, 'settled'> & { settled: number | null }>(
      `SELECT a.id AS "id", c.id AS "caseId", c.number AS "caseNumber", c.title AS "caseTitle", a.representatives AS "representatives", a.status AS "status",
         a.settled AS "settled", a.lead_leader AS "leadLeader", a.lead_until AS "leadUntil"
       FROM reception_appointment a JOIN petition_case c ON c.id = a.case_id WHERE a.slot_id = ? AND ${scope.sql} ORDER BY a.arranged_at, a.id`,
      [slotId, ...scope.parameters],
    );
    return rows.map((row) => ({ ...row, settled: row.settled === null ? null : row.settled === 1 }));
  }
}
