import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A notice may belong to an instance that serves no case (a monthly report, a field visit); its number is one of the issuing
 * unit's, and the matter's own number may stand on several papers of a kind (a second talk, a second visit). SQLite cannot
 * drop a constraint, so the table is made anew.
 *
 * `notice_delivery` holds 送达回证: rows are only ever added, like the notices they prove.
 */
const columns = `id, case_id, instance_key, job_key, element_id, template_id, template_sha256, template_source, number, title, series, payload, sha256, issued_at, issued_by`;

const table = (caseId: string, more: string): string =>
  `CREATE TABLE notice_next (id TEXT PRIMARY KEY, case_id TEXT ${caseId} REFERENCES petition_case(id), instance_key TEXT NOT NULL, job_key TEXT NOT NULL UNIQUE,
     element_id TEXT NOT NULL, template_id TEXT NOT NULL, template_sha256 TEXT NOT NULL, template_source TEXT NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, series TEXT NOT NULL,
     payload TEXT NOT NULL, sha256 TEXT NOT NULL, issued_at TEXT NOT NULL, issued_by TEXT NOT NULL${more})`;

const up = [
  table('', `, unit_id TEXT NOT NULL REFERENCES unit(id)`),
  `INSERT INTO notice_next (${columns}, unit_id) SELECT ${columns
    .split(', ')
    .map((name) => `n.${name}`)
    .join(', ')}, c.unit_id FROM notice n JOIN petition_case c ON c.id = n.case_id`,
  `DROP TABLE notice`,
  `ALTER TABLE notice_next RENAME TO notice`,
  `CREATE INDEX notice_case ON notice(case_id, issued_at)`,
  `CREATE INDEX notice_instance ON notice(instance_key, template_id)`,
  `CREATE UNIQUE INDEX notice_number ON notice(unit_id, number, template_id) WHERE series NOT IN ('matter', 'document')`,
  `CREATE TABLE notice_delivery (id TEXT PRIMARY KEY, notice_id TEXT NOT NULL REFERENCES notice(id), way TEXT NOT NULL, delivered_on TEXT NOT NULL,
     payload TEXT NOT NULL, sha256 TEXT NOT NULL, template_sha256 TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES app_user(id))`,
  `CREATE INDEX notice_delivery_notice ON notice_delivery(notice_id, recorded_at)`,
];

/** Notices without a case, and a number used twice, cannot go back: the older table refuses them, and nothing is changed. */
const down = [
  `DROP TABLE notice_delivery`,
  table('NOT NULL', `, UNIQUE (number, template_id)`),
  `INSERT INTO notice_next (${columns}) SELECT ${columns} FROM notice`,
  `DROP TABLE notice`,
  `ALTER TABLE notice_next RENAME TO notice`,
  `CREATE INDEX notice_case ON notice(case_id, issued_at)`,
];

export class NoticeDeliveries1766400000000 implements MigrationInterface {
  name = 'NoticeDeliveries1766400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
