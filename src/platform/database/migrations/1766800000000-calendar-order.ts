import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was counted with another working-day calendar is found by one look into an index, at every start and every change of a
 * day, and counted anew in the order in which it is due.
 */
export class CalendarOrder1766800000000 implements MigrationInterface {
  name = 'CalendarOrder1766800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX case_clock_counted ON case_clock(COALESCE(calendar, ''), last_day) WHERE stopped_at IS NULL`,
    );
    await runner.query(`CREATE INDEX timer_counted ON timer(calendar, fire_at, timer_key) WHERE calendar IS NOT NULL`);
    await runner.query(`DROP INDEX timer_calendar`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX timer_calendar ON timer(calendar) WHERE calendar IS NOT NULL`);
    await runner.query(`DROP INDEX timer_counted`);
    await runner.query(`DROP INDEX case_clock_counted`);
  }
}
