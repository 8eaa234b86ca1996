import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a petitioner thinks of the petition office and of the handling unit, once a matter (domain.md H13): given by himself
 * with number and query code, or entered for him with the paper he signed or the record of the call.
 */
const up = [
  `CREATE TABLE case_evaluation (case_id TEXT PRIMARY KEY REFERENCES petition_case(id), of_office TEXT NOT NULL, of_unit TEXT NOT NULL,
     remark TEXT NOT NULL, source TEXT NOT NULL, evidence TEXT, entered_by TEXT, at TEXT NOT NULL)`,
  // Figures of a period begin with the terms that ended in it.
  `CREATE INDEX case_clock_last_day ON case_clock(last_day)`,
];

export class Evaluations1766120000000 implements MigrationInterface {
  name = 'Evaluations1766120000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX case_clock_last_day`);
    await runner.query(`DROP TABLE case_evaluation`);
  }
}
