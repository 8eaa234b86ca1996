import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Checks of the three invariants of 一揽子解决: one row a check, kept; and what the newest one found. `slot` is the day of a
 * nightly check, so that of several nodes one does it.
 */
const up = [
  `CREATE TABLE invariant_check (id TEXT PRIMARY KEY, slot TEXT UNIQUE, begun_at TEXT NOT NULL, ended_at TEXT, begun_by TEXT, cases INTEGER, found INTEGER)`,
  `CREATE TABLE invariant_violation (check_id TEXT NOT NULL REFERENCES invariant_check(id), case_id TEXT NOT NULL REFERENCES petition_case(id),
     invariant TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (check_id, case_id, invariant))`,
];

export class Invariants1766110000000 implements MigrationInterface {
  name = 'Invariants1766110000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['invariant_violation', 'invariant_check']) await runner.query(`DROP TABLE ${table}`);
  }
}
