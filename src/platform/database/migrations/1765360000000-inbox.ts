import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An inbox is read from one index: who may take a task, in which unit, and when it is first due stand beside each candidate,
 * for as long as the task is on offer. Rows of a search stand in the order of their keys.
 *
 * `reach` is `unit:` with the unit that must do the task, else `case:` with the unit that registered the case, else empty.
 */
const statements = [
  `ALTER TABLE task_candidate ADD COLUMN reach TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE task_candidate ADD COLUMN first_due TEXT NOT NULL DEFAULT '9999'`,
  `ALTER TABLE task_candidate ADD COLUMN offered INTEGER NOT NULL DEFAULT 0`,
  `UPDATE task_candidate SET
     offered = (SELECT CASE WHEN t.state = 'CREATED' AND t.assignee IS NULL THEN 1 ELSE 0 END FROM user_task t WHERE t.task_key = task_candidate.task_key),
     reach = (SELECT CASE WHEN t.unit_id IS NOT NULL THEN 'unit:' || t.unit_id WHEN c.unit_id IS NOT NULL THEN 'case:' || c.unit_id ELSE '' END
       FROM user_task t LEFT JOIN petition_case c ON c.id = t.case_id WHERE t.task_key = task_candidate.task_key),
     first_due = (SELECT COALESCE(t.due_at, (SELECT min(k.last_day) FROM case_clock k WHERE k.case_id = t.case_id AND k.stopped_at IS NULL
       AND t.process_id = 'xf_reception'), '9999') FROM user_task t WHERE t.task_key = task_candidate.task_key)`,
  `CREATE INDEX task_candidate_offered ON task_candidate(kind, value, reach, first_due, task_key) WHERE offered = 1`,
  `DROP INDEX task_candidate_value`,
  `CREATE INDEX process_instance_order ON process_instance(CAST(instance_key AS BIGINT))`,
  `CREATE INDEX user_task_order ON user_task(CAST(task_key AS BIGINT))`,
];

export class Inbox1765360000000 implements MigrationInterface {
  name = 'Inbox1765360000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX user_task_order`);
    await runner.query(`DROP INDEX process_instance_order`);
    await runner.query(`CREATE INDEX task_candidate_value ON task_candidate(kind, value)`);
    await runner.query(`DROP INDEX task_candidate_offered`);
    for (const column of ['offered', 'first_due', 'reach'])
      await runner.query(`ALTER TABLE task_candidate DROP COLUMN ${column}`);
  }
}
