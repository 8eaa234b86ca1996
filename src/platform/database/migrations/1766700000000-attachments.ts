import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Material of a case, in the database like everything else of it: it is there or not together with its row and its line in the
 * history, on every node, and in every backup.
 */
const up = [
  `CREATE TABLE attachment (id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES petition_case(id), kind TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
     bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, added_by TEXT NOT NULL REFERENCES app_user(id), added_at TEXT NOT NULL,
     voided_at TEXT, voided_by TEXT REFERENCES app_user(id), void_reason TEXT)`,
  `CREATE INDEX attachment_case ON attachment(case_id, added_at)`,
  `CREATE TABLE attachment_part (attachment_id TEXT NOT NULL REFERENCES attachment(id), no INTEGER NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (attachment_id, no))`,
];

export class Attachments1766700000000 implements MigrationInterface {
  name = 'Attachments1766700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE attachment_part`);
    await runner.query(`DROP TABLE attachment`);
  }
}
