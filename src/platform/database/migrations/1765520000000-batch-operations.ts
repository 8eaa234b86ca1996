import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Commands on many instances at once. The items are written with the operation; each changes its state in the transaction of
 * its own command, so that an interrupted operation goes on where it stood.
 */
const statements = [
  `CREATE TABLE batch_operation (batch_operation_key TEXT PRIMARY KEY, type TEXT NOT NULL, state TEXT NOT NULL, plan TEXT NOT NULL,
     actor_id TEXT NOT NULL REFERENCES app_user(id), started_at TEXT NOT NULL, ended_at TEXT)`,
  `CREATE INDEX batch_operation_state ON batch_operation(state, started_at)`,
  `CREATE INDEX batch_operation_actor ON batch_operation(actor_id, started_at)`,
  `CREATE TABLE batch_operation_item (batch_item_key TEXT PRIMARY KEY, batch_operation_key TEXT NOT NULL REFERENCES batch_operation(batch_operation_key),
     item_key TEXT NOT NULL, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), state TEXT NOT NULL, processed_at TEXT, error TEXT,
     UNIQUE (batch_operation_key, item_key))`,
  `CREATE INDEX batch_operation_item_state ON batch_operation_item(batch_operation_key, state)`,
  `CREATE INDEX batch_operation_item_instance ON batch_operation_item(instance_key)`,
];

export class BatchOperations1765520000000 implements MigrationInterface {
  name = 'BatchOperations1765520000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['batch_operation_item', 'batch_operation']) await runner.query(`DROP TABLE ${table}`);
  }
}
