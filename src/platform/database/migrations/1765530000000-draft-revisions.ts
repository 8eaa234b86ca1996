import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts of tasks are counted, so that one window does not silently overwrite what another one saved. */
export class DraftRevisions1765530000000 implements MigrationInterface {
  name = 'DraftRevisions1765530000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE task_draft ADD COLUMN revision INTEGER NOT NULL DEFAULT 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE task_draft DROP COLUMN revision`);
  }
}
