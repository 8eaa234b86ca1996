import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Jobs are leased: `lease` counts how often a job was given out and fences off whoever held it before, `lease_until` is the
 * deadline (NULL: nobody holds it), `leased_by` the account (NULL: the server itself). `run_at` becomes the one instant from
 * which a job may be given out, so that a lease that ends needs no second condition.
 *
 * Variables are no longer kept with the job: they are read when it is given out. `only_inputs` says that the element has
 * input mappings and so sees what these made; a job that was opened before has variables of its own exactly then.
 */
const up = [
  `ALTER TABLE job ADD COLUMN lease INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE job ADD COLUMN lease_until TEXT`,
  `ALTER TABLE job ADD COLUMN leased_by TEXT`,
  `ALTER TABLE job ADD COLUMN worker TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE job ADD COLUMN error_code TEXT`,
  `ALTER TABLE job ADD COLUMN updated_at TEXT`,
  `ALTER TABLE job ADD COLUMN only_inputs INTEGER NOT NULL DEFAULT 0`,
  `UPDATE job SET only_inputs = 1 WHERE EXISTS (SELECT 1 FROM variable v WHERE v.instance_key = job.instance_key AND v.scope_key = job.job_key)`,
  `ALTER TABLE job DROP COLUMN variables`,
  `CREATE INDEX job_type ON job(type, state, run_at)`,
];

const added = ['lease', 'lease_until', 'leased_by', 'worker', 'error_code', 'updated_at', 'only_inputs'];

export class JobLeases1765400000000 implements MigrationInterface {
  name = 'JobLeases1765400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX job_type`);
    await runner.query(`ALTER TABLE job ADD COLUMN variables TEXT NOT NULL DEFAULT '{}'`);
    for (const column of added) await runner.query(`ALTER TABLE job DROP COLUMN ${column}`);
  }
}
