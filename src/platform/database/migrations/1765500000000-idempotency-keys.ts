import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to requests with an `Idempotency-Key`, encrypted, until they expire (docs/decisions/0011-idempotency.md). */
const statements = [
  `CREATE TABLE idempotency_key (account_id TEXT NOT NULL, idempotency_key TEXT NOT NULL, request_hash TEXT NOT NULL, status INTEGER NOT NULL,
     answer TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, PRIMARY KEY (account_id, idempotency_key))`,
  `CREATE INDEX idempotency_key_expires ON idempotency_key(expires_at)`,
];

export class IdempotencyKeys1765500000000 implements MigrationInterface {
  name = 'IdempotencyKeys1765500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE idempotency_key`);
  }
}
