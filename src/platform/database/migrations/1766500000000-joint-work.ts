import type { MigrationInterface, QueryRunner } from 'typeorm';
import { exampleWindows } from './example-windows.js';

/** 包案 leaders of a case at each level, the opinion that ended its review, and the windows of the hall with their queues. */
const statements = [
  `CREATE TABLE case_lead (case_id TEXT NOT NULL REFERENCES petition_case(id), level TEXT NOT NULL, leader TEXT NOT NULL, post TEXT NOT NULL,
     until TEXT NOT NULL, reported_on TEXT, resolved_on TEXT, PRIMARY KEY (case_id, level))`,
  `ALTER TABLE petition_case ADD COLUMN final_review_number TEXT`,
  `ALTER TABLE petition_case ADD COLUMN final_review_on TEXT`,
  `ALTER TABLE petition_case ADD COLUMN queue_number TEXT`,
  `CREATE TABLE service_window (id TEXT PRIMARY KEY, name TEXT NOT NULL, department TEXT NOT NULL, open INTEGER NOT NULL, position INTEGER NOT NULL)`,
  ...exampleWindows.map(
    ({ id, name, department }, index) =>
      `INSERT INTO service_window (id, name, department, open, position) VALUES ('${id}', '${name}', '${department}', 1, ${index + 1})`,
  ),
];

export class JointWork1766500000000 implements MigrationInterface {
  name = 'JointWork1766500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE service_window`);
    for (const column of ['queue_number', 'final_review_on', 'final_review_number'])
      await runner.query(`ALTER TABLE petition_case DROP COLUMN ${column}`);
    await runner.query(`DROP TABLE case_lead`);
  }
}
