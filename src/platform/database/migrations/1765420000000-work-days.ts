import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Days on which the organ departs from the published holidays, and every change of them: who, when, why, and the name of the
 * calendar that came of it. A running clock knows the calendar that its last day was counted with.
 */
const up = [
  `CREATE TABLE work_day_override (day TEXT PRIMARY KEY, working INTEGER NOT NULL, reason TEXT NOT NULL, changed_by TEXT NOT NULL,
     changed_at TEXT NOT NULL)`,
  `CREATE TABLE work_day_change (id TEXT PRIMARY KEY, day TEXT NOT NULL, working INTEGER, reason TEXT NOT NULL, changed_by TEXT NOT NULL,
     changed_at TEXT NOT NULL, calendar TEXT NOT NULL)`,
  `CREATE INDEX work_day_change_calendar ON work_day_change(calendar)`,
  `ALTER TABLE case_clock ADD COLUMN calendar TEXT`,
];

export class WorkDays1765420000000 implements MigrationInterface {
  name = 'WorkDays1765420000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE case_clock DROP COLUMN calendar`);
    for (const table of ['work_day_change', 'work_day_override']) await runner.query(`DROP TABLE ${table}`);
  }
}
