import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Leaders' reception days: who receives when and where, every change of it, and what came of each matter that was received.
 * Of the people who came only numbers are kept here; their names stay with the matter.
 */
const statements = [
  `CREATE TABLE reception_obligation (unit_level TEXT PRIMARY KEY, times INTEGER NOT NULL, period TEXT NOT NULL, target_percent INTEGER,
     changed_by TEXT NOT NULL REFERENCES app_user(id), changed_at TEXT NOT NULL)`,
  `CREATE TABLE reception_slot (id TEXT PRIMARY KEY, unit_id TEXT NOT NULL REFERENCES unit(id), day TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
     place TEXT NOT NULL, leader_id TEXT REFERENCES app_user(id), leader_name TEXT NOT NULL, status TEXT NOT NULL, lock_version INTEGER NOT NULL,
     created_at TEXT NOT NULL, published_at TEXT, UNIQUE (unit_id, day, starts_at))`,
  `CREATE INDEX reception_slot_day ON reception_slot(day, status)`,
  `CREATE TABLE reception_slot_change (id TEXT PRIMARY KEY, slot_id TEXT NOT NULL REFERENCES reception_slot(id), kind TEXT NOT NULL, before TEXT NOT NULL, reason TEXT NOT NULL,
     changed_by TEXT REFERENCES app_user(id), changed_at TEXT NOT NULL)`,
  `CREATE INDEX reception_slot_change_slot ON reception_slot_change(slot_id, changed_at)`,
  `CREATE TABLE reception_appointment (id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES petition_case(id), instance_key TEXT NOT NULL, slot_id TEXT NOT NULL REFERENCES reception_slot(id),
     level TEXT NOT NULL, exception TEXT NOT NULL, representatives INTEGER NOT NULL, status TEXT NOT NULL, arranged_at TEXT NOT NULL, held_at TEXT, leader_present INTEGER,
     settled INTEGER, lead_leader TEXT, lead_until TEXT)`,
  `CREATE INDEX reception_appointment_case ON reception_appointment(case_id)`,
  `CREATE INDEX reception_appointment_slot ON reception_appointment(slot_id)`,
  `CREATE TABLE reception_attendance (appointment_id TEXT NOT NULL REFERENCES reception_appointment(id), unit_id TEXT NOT NULL REFERENCES unit(id), head_name TEXT NOT NULL,
     attended INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (appointment_id, unit_id))`,
];

export class Receptions1766200000000 implements MigrationInterface {
  name = 'Receptions1766200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['attendance', 'appointment', 'slot_change', 'slot', 'obligation'];
    for (const table of tables) await runner.query(`DROP TABLE reception_${table}`);
  }
}
