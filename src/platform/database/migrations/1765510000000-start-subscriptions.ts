import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * In which ways the newest version of each process begins; `name` is that of the message or signal, else empty. Rows of
 * definitions that are here already are made at the next start of the server, which can read their diagrams.
 */
const statements = [
  `CREATE TABLE start_subscription (definition_key TEXT NOT NULL REFERENCES process_definition(definition_key), event_index INTEGER NOT NULL,
     element_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (definition_key, event_index))`,
  `CREATE INDEX start_subscription_trigger ON start_subscription(kind, name)`,
];

export class StartSubscriptions1765510000000 implements MigrationInterface {
  name = 'StartSubscriptions1765510000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE start_subscription`);
  }
}
