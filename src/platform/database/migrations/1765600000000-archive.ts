import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Archived instances. Of what was moved to a file remain the instance's row, naming the file, and the hashes of its events,
 * by which the signed blocks are still checked. `archive_file` is written before the file and completed with the removal
 * of the rows, so that a file nobody completed is known as such.
 */
const statements = [
  `CREATE TABLE archive_file (name TEXT PRIMARY KEY, state TEXT NOT NULL, sha256 TEXT, instances INTEGER NOT NULL, events BIGINT NOT NULL, created_at TEXT NOT NULL)`,
  `ALTER TABLE process_instance ADD COLUMN archive_name TEXT`,
  `CREATE INDEX process_instance_archive ON process_instance(archive_name)`,
  `CREATE INDEX process_instance_ended ON process_instance(ended_at)`,
  `CREATE INDEX process_instance_root ON process_instance(root_key)`,
  `CREATE TABLE archived_events (instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), first_seq INTEGER NOT NULL, block INTEGER NOT NULL,
     hashes TEXT NOT NULL, PRIMARY KEY (instance_key, first_seq))`,
  `CREATE INDEX archived_events_block ON archived_events(block)`,
];

export class Archive1765600000000 implements MigrationInterface {
  name = 'Archive1765600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE archived_events`);
    await runner.query(`DROP INDEX process_instance_root`);
    await runner.query(`DROP INDEX process_instance_ended`);
    await runner.query(`DROP INDEX process_instance_archive`);
    await runner.query(`ALTER TABLE process_instance DROP COLUMN archive_name`);
    await runner.query(`DROP TABLE archive_file`);
  }
}
