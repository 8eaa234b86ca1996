import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A timer that cannot be fired is not tried at every turn: `fire_at` is when it is tried next (its due time at first; NULL:
 * an incident stands in its place), `tries` how often it failed. `calendar` names the holiday table with which its time was
 * computed; NULL: none was used. `element_instance_key` is where its incident is shown; NULL: opened before this version. Starts of a cycle are counted from the first (`first_at`; NULL: the next).
 */
const up = [
  `ALTER TABLE timer ADD COLUMN fire_at TEXT`,
  `ALTER TABLE timer ADD COLUMN tries INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE timer ADD COLUMN calendar TEXT`,
  `ALTER TABLE timer ADD COLUMN element_instance_key TEXT`,
  `UPDATE timer SET fire_at = due_at`,
  `DROP INDEX timer_due`,
  `CREATE INDEX timer_fire ON timer(fire_at)`,
  `CREATE INDEX timer_calendar ON timer(calendar) WHERE calendar IS NOT NULL`,
  `ALTER TABLE incident ADD COLUMN timer_key TEXT`,
  `ALTER TABLE start_timer ADD COLUMN first_at TEXT`,
  `ALTER TABLE start_timer ADD COLUMN place INTEGER NOT NULL DEFAULT 0`,
];

export class TimerAttempts1765410000000 implements MigrationInterface {
  name = 'TimerAttempts1765410000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['place', 'first_at']) await runner.query(`ALTER TABLE start_timer DROP COLUMN ${column}`);
    await runner.query(`ALTER TABLE incident DROP COLUMN timer_key`);
    for (const index of ['timer_calendar', 'timer_fire']) await runner.query(`DROP INDEX ${index}`);
    await runner.query(`CREATE INDEX timer_due ON timer(due_at)`);
    for (const column of ['element_instance_key', 'calendar', 'tries', 'fire_at'])
      await runner.query(`ALTER TABLE timer DROP COLUMN ${column}`);
  }
}
