import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every command reads the open tasks of its instance: by this index alone, not among all open ones. */
export class OpenTaskIndex1765350000000 implements MigrationInterface {
  name = 'OpenTaskIndex1765350000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX user_task_open_of_instance ON user_task(instance_key) WHERE state = 'CREATED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX user_task_open_of_instance`);
  }
}
