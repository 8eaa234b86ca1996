import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * PostgreSQL draws keys from a sequence: the counter row of SQLite would let one transaction with a new key wait for the end
 * of another. It goes on where the counter stands, for a database that was copied from SQLite.
 */
export class KeySequence1765700000000 implements MigrationInterface {
  name = 'KeySequence1765700000000';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    await runner.query(`CREATE SEQUENCE key_sequence AS BIGINT`);
    await runner.query(
      `SELECT setval('key_sequence', COALESCE((SELECT last FROM key_counter WHERE name = 'key'), 0) + 1, false)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') await runner.query(`DROP SEQUENCE key_sequence`);
  }
}
