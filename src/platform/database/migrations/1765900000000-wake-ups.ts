import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * On PostgreSQL a timer is handed out to one node when its time has come. The database itself keeps the queue of graphile-worker
 * in step with the tables, in the same transaction and whoever writes: a row has its wake-up, a row that is gone has none.
 */
const up = [
  `CREATE FUNCTION wake_for_timer() RETURNS trigger LANGUAGE plpgsql AS $body$
   BEGIN
     IF TG_OP = 'DELETE' OR NEW.fire_at IS NULL THEN
       PERFORM graphile_worker.remove_job('timer:' || OLD.timer_key);
     ELSE
       PERFORM graphile_worker.add_job('timer', json_build_object('timerKey', NEW.timer_key), run_at := NEW.fire_at::timestamptz,
         job_key := 'timer:' || NEW.timer_key);
     END IF;
     RETURN NULL;
   END $body$`,
  `CREATE TRIGGER timer_opened AFTER INSERT ON timer FOR EACH ROW WHEN (NEW.fire_at IS NOT NULL) EXECUTE FUNCTION wake_for_timer()`,
  `CREATE TRIGGER timer_moved AFTER UPDATE OF fire_at ON timer FOR EACH ROW WHEN (NEW.fire_at IS DISTINCT FROM OLD.fire_at) EXECUTE FUNCTION wake_for_timer()`,
  `CREATE TRIGGER timer_closed AFTER DELETE ON timer FOR EACH ROW EXECUTE FUNCTION wake_for_timer()`,

  // A timer whose time came while its instance was suspended was passed over.
  `CREATE FUNCTION wake_for_resumed() RETURNS trigger LANGUAGE plpgsql AS $body$
   BEGIN
     PERFORM graphile_worker.add_job('timer', json_build_object('timerKey', t.timer_key), run_at := t.fire_at::timestamptz,
       job_key := 'timer:' || t.timer_key) FROM timer t WHERE t.instance_key = NEW.instance_key AND t.fire_at IS NOT NULL;
     RETURN NULL;
   END $body$`,
  `CREATE TRIGGER instance_resumed AFTER UPDATE OF status ON process_instance FOR EACH ROW
     WHEN (OLD.status = 'suspended' AND NEW.status = 'active') EXECUTE FUNCTION wake_for_resumed()`,

  `CREATE FUNCTION wake_for_start_timer() RETURNS trigger LANGUAGE plpgsql AS $body$
   BEGIN
     IF TG_OP = 'DELETE' THEN
       PERFORM graphile_worker.remove_job('start-timer:' || OLD.definition_key || '/' || OLD.element_id || '/' || OLD.event_index);
     ELSE
       PERFORM graphile_worker.add_job('start-timer', '{}'::json, run_at := NEW.due_at::timestamptz,
         job_key := 'start-timer:' || NEW.definition_key || '/' || NEW.element_id || '/' || NEW.event_index);
     END IF;
     RETURN NULL;
   END $body$`,
  `CREATE TRIGGER start_timer_opened AFTER INSERT OR UPDATE OF due_at OR DELETE ON start_timer FOR EACH ROW EXECUTE FUNCTION wake_for_start_timer()`,

  // Those that are open already.
  `SELECT graphile_worker.add_job('timer', json_build_object('timerKey', timer_key), run_at := fire_at::timestamptz, job_key := 'timer:' || timer_key)
     FROM timer WHERE fire_at IS NOT NULL`,
  `SELECT graphile_worker.add_job('start-timer', '{}'::json, run_at := due_at::timestamptz,
     job_key := 'start-timer:' || definition_key || '/' || element_id || '/' || event_index) FROM start_timer`,
];

const down = [
  `DROP TRIGGER start_timer_opened ON start_timer`,
  `DROP TRIGGER instance_resumed ON process_instance`,
  `DROP TRIGGER timer_closed ON timer`,
  `DROP TRIGGER timer_moved ON timer`,
  `DROP TRIGGER timer_opened ON timer`,
  `DROP FUNCTION wake_for_start_timer()`,
  `DROP FUNCTION wake_for_resumed()`,
  `DROP FUNCTION wake_for_timer()`,
];

export class WakeUps1765900000000 implements MigrationInterface {
  name = 'WakeUps1765900000000';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    for (const statement of down) await runner.query(statement);
  }
}
