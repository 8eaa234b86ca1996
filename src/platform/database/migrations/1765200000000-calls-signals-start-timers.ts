import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Called processes (an instance knows its caller; NULL: nobody called it), signals, ad-hoc subprocesses, and timers that
 * start instances. `deployment_process` remembers which version of a process stood beside a deployment, for the binding
 * `deployment`: an unchanged file keeps its version and so its own, older deployment.
 */
const statements = [
  `ALTER TABLE process_instance ADD COLUMN parent_key TEXT`,
  `ALTER TABLE process_instance ADD COLUMN parent_element_key TEXT`,
  `ALTER TABLE process_instance ADD COLUMN root_key TEXT`,
  `CREATE INDEX process_instance_parent ON process_instance(parent_key)`,
  `CREATE TABLE call_wait (call_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), element_id TEXT NOT NULL,
     child_key TEXT REFERENCES process_instance(instance_key))`,
  `CREATE INDEX call_wait_instance ON call_wait(instance_key)`,
  `CREATE TABLE signal_subscription (subscription_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), element_id TEXT NOT NULL,
     name TEXT NOT NULL, opened_at TEXT NOT NULL)`,
  `CREATE INDEX signal_subscription_name ON signal_subscription(name)`,
  `CREATE INDEX signal_subscription_instance ON signal_subscription(instance_key)`,
  `CREATE TABLE ad_hoc_wait (element_instance_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), element_id TEXT NOT NULL,
     startable TEXT NOT NULL)`,
  `CREATE INDEX ad_hoc_wait_instance ON ad_hoc_wait(instance_key)`,
  `CREATE TABLE start_timer (definition_key TEXT NOT NULL REFERENCES process_definition(definition_key), element_id TEXT NOT NULL, event_index INTEGER NOT NULL,
     due_at TEXT NOT NULL, repeats INTEGER, interval TEXT, PRIMARY KEY (definition_key, element_id, event_index))`,
  `CREATE INDEX start_timer_due ON start_timer(due_at)`,
  `CREATE TABLE deployment_process (deployment_key TEXT NOT NULL REFERENCES deployment(deployment_key), process_id TEXT NOT NULL,
     definition_key TEXT NOT NULL REFERENCES process_definition(definition_key), PRIMARY KEY (deployment_key, process_id))`,
  `INSERT INTO deployment_process SELECT deployment_key, process_id, definition_key FROM process_definition`,
];

const tables = ['deployment_process', 'start_timer', 'ad_hoc_wait', 'signal_subscription', 'call_wait'];

export class CallsSignalsStartTimers1765200000000 implements MigrationInterface {
  name = 'CallsSignalsStartTimers1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DROP INDEX process_instance_parent`);
    for (const column of ['parent_key', 'parent_element_key', 'root_key'])
      await runner.query(`ALTER TABLE process_instance DROP COLUMN ${column}`);
  }
}
