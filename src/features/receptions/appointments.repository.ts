import { Injectable } from '@nestjs/common';
import type { ReceptionCount } from '../../domain/receptions/figures.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';

/** What an appointment needs to know of its matter. */
export interface MatterRow {
  id: string;
  number: string;
  title: string;
  category: string;
  kind: string | null;
  level: string | null;
  headcount: number;
  unitId: string;
  responsibleUnitId: string | null;
  place: string;
}

export interface UnitRow {
  id: string;
  name: string;
  level: string;
  phone: string;
  address: string;
}

const matterColumns = `id AS "id", number AS "number", title AS "title", category AS "category", kind AS "kind", level AS "level", headcount AS "headcount",
  unit_id AS "unitId", responsible_unit_id AS "responsibleUnitId", place AS "place"`;

/** Levels whose leaders receive before the county's do (分级负责、属地管理、谁主管谁负责). */
const lowerLevels = ['乡镇街道', '部门', '公安机关'];

@Injectable()
export class AppointmentsRepository {
  matter(reader: SqlReader, caseId: string): Promise<MatterRow | undefined> {
    return reader.get(`SELECT ${matterColumns} FROM petition_case WHERE id = ?`, [caseId]);
  }

  demands(reader: SqlReader, caseId: string): Promise<{ no: number; text: string }[]> {
    return reader.all(`SELECT no AS "no", text AS "text" FROM case_demand WHERE case_id = ? ORDER BY no`, [caseId]);
  }

  lowerUnits(reader: SqlReader): Promise<UnitRow[]> {
    return reader.all(
      `SELECT id AS "id", name AS "name", level AS "level", phone AS "phone", address AS "address" FROM unit WHERE level IN (${lowerLevels.map(() => '?').join(', ')}) ORDER BY path`,
      lowerLevels,
    );
  }

  unit(reader: SqlReader, id: string): Promise<UnitRow | undefined> {
    return reader.get(
      `SELECT id AS "id", name AS "name", level AS "level", phone AS "phone", address AS "address" FROM unit WHERE id = ?`,
      [id],
    );
  }

  /** The unit whose leaders receive for the county. */
  county(reader: SqlReader): Promise<UnitRow | undefined> {
    return reader.get(
      `SELECT id AS "id", name AS "name", level AS "level", phone AS "phone", address AS "address" FROM unit WHERE level = '县' ORDER BY path LIMIT 1`,
    );
  }

  /**
   * Reply and reception of the lower level to the same matter: of this case, or, where their numbers are given, of another case
   * of the same person. Somebody else's reply opens no door.
   */
  async lowerEvidence(
    reader: SqlReader,
    caseId: string,
    { replyNumber, receptionId }: { replyNumber: string; receptionId: string },
  ): Promise<{ lowerReply: boolean; lowerReception: boolean }> {
    const reply = await reader.get(
      `SELECT 1 FROM notice n JOIN petition_case o ON o.id = n.case_id JOIN petition_case c ON c.id = ?
       WHERE n.template_id = 'reply_opinion' AND (n.case_id = c.id OR (n.number = ? AND o.name_hash = c.name_hash)) LIMIT 1`,
      [caseId, replyNumber],
    );
    const reception = await reader.get(
      `SELECT 1 FROM reception_appointment a JOIN petition_case o ON o.id = a.case_id JOIN petition_case c ON c.id = ?
       WHERE a.status = 'held' AND a.level <> '县级' AND (a.case_id = c.id OR (a.id = ? AND o.name_hash = c.name_hash)) LIMIT 1`,
      [caseId, receptionId],
    );
    return { lowerReply: reply !== undefined, lowerReception: reception !== undefined };
  }

  /** Published receptions of the unit from a day on; the next ones first. */
  openSlots(
    reader: SqlReader,
    unitId: string,
    from: string,
  ): Promise<{ id: string; day: string; startsAt: string; place: string; leaderName: string }[]> {
    return reader.all(
      `SELECT id AS "id", day AS "day", starts_at AS "startsAt", place AS "place", leader_name AS "leaderName" FROM reception_slot
       WHERE unit_id = ? AND status = 'published' AND day >= ? ORDER BY day, starts_at LIMIT 30`,
      [unitId, from],
    );
  }

  slot(
    reader: SqlReader,
    id: string,
  ): Promise<
    | {
        id: string;
        unitId: string;
        day: string;
        startsAt: string;
        endsAt: string;
        place: string;
        leaderName: string;
        status: string;
      }
    | undefined
  > {
    return reader.get(
      `SELECT id AS "id", unit_id AS "unitId", day AS "day", starts_at AS "startsAt", ends_at AS "endsAt", place AS "place", leader_name AS "leaderName", status AS "status"
       FROM reception_slot WHERE id = ?`,
      [id],
    );
  }

  async arrange(
    transaction: SqlTransaction,
    row: {
      id: string;
      caseId: string;
      instanceKey: string;
      slotId: string;
      level: string;
      exception: string;
      representatives: number;
      at: string;
    },
  ): Promise<void> {
    // An appointment that was moved to another day keeps its row, so that the move can be counted.
    await transaction.run(
      `UPDATE reception_appointment SET status = 'moved' WHERE instance_key = ? AND status = 'arranged'`,
      [row.instanceKey],
    );
    await transaction.run(
      `INSERT INTO reception_appointment (id, case_id, instance_key, slot_id, level, exception, representatives, status, arranged_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'arranged', ?)`,
      [row.id, row.caseId, row.instanceKey, row.slotId, row.level, row.exception, row.representatives, row.at],
    );
  }

  arranged(reader: SqlReader, instanceKey: string): Promise<{ id: string; slotId: string } | undefined> {
    return reader.get(
      `SELECT id AS "id", slot_id AS "slotId" FROM reception_appointment WHERE instance_key = ? AND status = 'arranged'`,
      [instanceKey],
    );
  }

  async attend(
    transaction: SqlTransaction,
    id: string,
    leaderPresent: boolean,
    representatives: number,
  ): Promise<void> {
    await transaction.run(`UPDATE reception_appointment SET leader_present = ?, representatives = ? WHERE id = ?`, [
      leaderPresent ? 1 : 0,
      representatives,
      id,
    ]);
  }

  async attendance(
    transaction: SqlTransaction,
    row: { appointmentId: string; unitId: string; headName: string; attended: boolean; note: string },
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO reception_attendance (appointment_id, unit_id, head_name, attended, note) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (appointment_id, unit_id) DO UPDATE SET head_name = excluded.head_name, attended = excluded.attended, note = excluded.note`,
      [row.appointmentId, row.unitId, row.headName, row.attended ? 1 : 0, row.note],
    );
  }

  async settle(
    transaction: SqlTransaction,
    row: { id: string; settled: boolean; leadLeader: string | null; leadUntil: string | null; at: string },
  ): Promise<void> {
    await transaction.run(
      `UPDATE reception_appointment SET status = 'held', held_at = COALESCE(held_at, ?), settled = ?, lead_leader = ?, lead_until = ? WHERE id = ?`,
      [row.at, row.settled ? 1 : 0, row.leadLeader, row.leadUntil, row.id],
    );
  }

  /** Of published receptions between two days, the last one included. A matter with a later review was not settled at once. */
  counts(
    reader: SqlReader,
    from: string,
    to: string,
  ): Promise<(ReceptionCount & { unitName: string; unitLevel: string })[]> {
    return reader.all(
      `SELECT u.id AS "unitId", u.name AS "unitName", u.level AS "unitLevel", count(*) AS "due",
         sum(CASE WHEN EXISTS (SELECT 1 FROM reception_appointment a WHERE a.slot_id = s.id AND a.leader_present = 0)
           AND NOT EXISTS (SELECT 1 FROM reception_appointment a WHERE a.slot_id = s.id AND a.leader_present = 1) THEN 0 ELSE 1 END) AS "held",
         sum((SELECT count(*) FROM reception_appointment a WHERE a.slot_id = s.id AND a.status = 'held')) AS "received",
         sum((SELECT count(*) FROM reception_appointment a WHERE a.slot_id = s.id AND a.settled = 1
           AND NOT EXISTS (SELECT 1 FROM process_instance i WHERE i.case_id = a.case_id AND i.process_id = 'xf_review'))) AS "settledAtOnce",
         sum((SELECT count(*) FROM reception_attendance t JOIN reception_appointment a ON a.id = t.appointment_id WHERE a.slot_id = s.id)) AS "invited",
         sum((SELECT count(*) FROM reception_attendance t JOIN reception_appointment a ON a.id = t.appointment_id WHERE a.slot_id = s.id AND t.attended = 1)) AS "attended"
       FROM reception_slot s JOIN unit u ON u.id = s.unit_id WHERE s.status = 'published' AND s.day >= ? AND s.day <= ?
       GROUP BY u.id, u.name, u.level, u.path ORDER BY u.path`,
      [from, to],
    );
  }
}
