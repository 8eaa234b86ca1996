import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Values of data stores, by name: what process instances leave for each other (BPMN 2.0.2 §10.4.1). */
export class DataStores1765300000000 implements MigrationInterface {
  name = 'DataStores1765300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE data_store (name TEXT PRIMARY KEY, value TEXT NOT NULL, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key),
         updated_at TEXT NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE data_store`);
  }
}
