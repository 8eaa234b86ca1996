import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A search of instances by somebody who sees few of them begins at what makes them visible, each kind by its index.
 *
 * `task_candidate.offered` is 1 while the task is on offer, 2 while somebody has it, 0 when it is closed.
 */
const statements = [
  `UPDATE task_candidate SET offered = 2 WHERE offered = 0 AND EXISTS (SELECT 1 FROM user_task t WHERE t.task_key = task_candidate.task_key
     AND t.state = 'CREATED' AND t.assignee IS NOT NULL)`,
  `CREATE INDEX task_candidate_taken ON task_candidate(kind, value, reach, task_key) WHERE offered = 2`,
  `CREATE INDEX petition_case_unit_case ON petition_case(unit_id, id)`,
  `CREATE INDEX petition_case_responsible_case ON petition_case(responsible_unit_id, id)`,
  `CREATE INDEX process_instance_of_case ON process_instance(case_id, process_id, instance_key)`,
  `DROP INDEX process_instance_case`,
  `CREATE INDEX process_instance_free_unit ON process_instance(unit_id, instance_key) WHERE case_id IS NULL`,
  `CREATE INDEX process_instance_free_starter ON process_instance(started_by, instance_key) WHERE case_id IS NULL`,
  `CREATE INDEX process_instance_conduct_starter ON process_instance(started_by, instance_key) WHERE process_id = 'xf_order'`,
];

const added = [
  'process_instance_conduct_starter',
  'process_instance_free_starter',
  'process_instance_free_unit',
  'process_instance_of_case',
  'petition_case_responsible_case',
  'petition_case_unit_case',
  'task_candidate_taken',
];

export class InstanceReach1765800000000 implements MigrationInterface {
  name = 'InstanceReach1765800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX process_instance_case ON process_instance(case_id)`);
    for (const index of added) await runner.query(`DROP INDEX ${index}`);
    await runner.query(`UPDATE task_candidate SET offered = 0 WHERE offered = 2`);
  }
}
