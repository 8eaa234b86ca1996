import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people decided about two registered matters. Rows are only ever added: a decision is revoked by a later one about the
 * same two, and `standing_case_link` is what counts. `from` is the later registered of the two, `to` the earlier.
 */
const up = [
  `CREATE TABLE case_link (from_case_id TEXT NOT NULL REFERENCES petition_case(id), to_case_id TEXT NOT NULL REFERENCES petition_case(id), no INTEGER NOT NULL,
     relation TEXT NOT NULL, reason TEXT NOT NULL, told TEXT, decided_by TEXT NOT NULL REFERENCES app_user(id), decided_at TEXT NOT NULL,
     PRIMARY KEY (from_case_id, to_case_id, no), CHECK (from_case_id <> to_case_id))`,
  `CREATE INDEX case_link_to ON case_link(to_case_id)`,
  `CREATE VIEW standing_case_link AS SELECT l.from_case_id, l.to_case_id, l.no, l.relation, l.reason, l.told, l.decided_by, l.decided_at FROM case_link l
     WHERE l.no = (SELECT max(m.no) FROM case_link m WHERE m.from_case_id = l.from_case_id AND m.to_case_id = l.to_case_id)`,
];

const down = [`DROP VIEW standing_case_link`, `DROP TABLE case_link`];

export class CaseLinks1766600000000 implements MigrationInterface {
  name = 'CaseLinks1766600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
