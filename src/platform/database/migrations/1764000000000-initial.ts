import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * First schema. Only TEXT, INTEGER and BIGINT, and no database-drawn ids, so that the same statements serve SQLite and
 * PostgreSQL. Instants are ISO 8601 text in UTC, which sorts as time; keys are decimal text.
 */
const statements = [
  // — people —
  `CREATE TABLE unit (id TEXT PRIMARY KEY, parent_id TEXT REFERENCES unit(id), name TEXT NOT NULL, level TEXT NOT NULL,
     path TEXT NOT NULL, short_code TEXT NOT NULL, phone TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '')`,
  `CREATE TABLE app_user (id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES unit(id),
     password_hash TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, demonstration INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL)`,
  `CREATE TABLE user_role (user_id TEXT NOT NULL REFERENCES app_user(id), role_code TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES unit(id),
     PRIMARY KEY (user_id, role_code, unit_id))`,
  `CREATE TABLE user_session (token_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES app_user(id), csrf_token TEXT NOT NULL,
     created_at TEXT NOT NULL, expires_at TEXT NOT NULL)`,
  `CREATE INDEX user_session_user ON user_session(user_id)`,

  // — definitions —
  `CREATE TABLE deployment (deployment_key TEXT PRIMARY KEY, deployed_at TEXT NOT NULL, deployed_by TEXT NOT NULL, note TEXT NOT NULL)`,
  `CREATE TABLE resource (resource_key TEXT PRIMARY KEY, deployment_key TEXT NOT NULL REFERENCES deployment(deployment_key), name TEXT NOT NULL,
     kind TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, sha256 TEXT NOT NULL, UNIQUE (name, version))`,
  `CREATE TABLE process_definition (definition_key TEXT PRIMARY KEY, process_id TEXT NOT NULL, version INTEGER NOT NULL, version_tag TEXT, name TEXT NOT NULL,
     engine TEXT NOT NULL, resource_key TEXT NOT NULL REFERENCES resource(resource_key), deployment_key TEXT NOT NULL, UNIQUE (process_id, version))`,
  `CREATE TABLE form (form_key TEXT PRIMARY KEY, form_id TEXT NOT NULL, version INTEGER NOT NULL, resource_key TEXT NOT NULL REFERENCES resource(resource_key),
     UNIQUE (form_id, version))`,
  `CREATE TABLE process_draft (resource_name TEXT PRIMARY KEY, xml TEXT NOT NULL, base_version INTEGER NOT NULL, revision INTEGER NOT NULL,
     saved_at TEXT NOT NULL, saved_by TEXT NOT NULL)`,

  // — cases —
  `CREATE TABLE petition_case (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, query_code TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
     channel TEXT NOT NULL, category TEXT NOT NULL, place TEXT NOT NULL DEFAULT '', urgency TEXT NOT NULL, headcount INTEGER NOT NULL, window_name TEXT NOT NULL DEFAULT '',
     prior TEXT NOT NULL DEFAULT '', needs TEXT NOT NULL DEFAULT '', flags TEXT NOT NULL DEFAULT '{}',
     status TEXT NOT NULL, stage TEXT NOT NULL, outcome TEXT, kind TEXT, level TEXT, docket_number TEXT,
     unit_id TEXT NOT NULL REFERENCES unit(id), responsible_unit_id TEXT REFERENCES unit(id), registrar_id TEXT NOT NULL REFERENCES app_user(id),
     received_at TEXT NOT NULL, registered_at TEXT NOT NULL, closed_at TEXT,
     petitioner_masked TEXT NOT NULL, person TEXT NOT NULL, name_hash TEXT NOT NULL, id_hash TEXT, phone_hash TEXT, wrapped_key TEXT NOT NULL)`,
  `CREATE INDEX petition_case_registered ON petition_case(registered_at)`,
  `CREATE INDEX petition_case_unit ON petition_case(unit_id, registered_at)`,
  `CREATE INDEX petition_case_responsible ON petition_case(responsible_unit_id, registered_at)`,
  `CREATE INDEX petition_case_id_hash ON petition_case(id_hash)`,
  `CREATE INDEX petition_case_phone_hash ON petition_case(phone_hash)`,
  `CREATE INDEX petition_case_name_hash ON petition_case(name_hash)`,
  `CREATE TABLE case_demand (case_id TEXT NOT NULL REFERENCES petition_case(id), no INTEGER NOT NULL, text TEXT NOT NULL, answer TEXT, result TEXT, reply TEXT,
     PRIMARY KEY (case_id, no))`,
  `CREATE TABLE case_clock (case_id TEXT NOT NULL REFERENCES petition_case(id), name TEXT NOT NULL, started_on TEXT NOT NULL, last_day TEXT NOT NULL,
     days_allowed INTEGER NOT NULL, stopped_at TEXT, basis TEXT NOT NULL, PRIMARY KEY (case_id, name))`,
  `CREATE INDEX case_clock_open ON case_clock(last_day) WHERE stopped_at IS NULL`,
  `CREATE TABLE case_station (case_id TEXT NOT NULL REFERENCES petition_case(id), station TEXT NOT NULL, reached_at TEXT NOT NULL, PRIMARY KEY (case_id, station))`,
  `CREATE TABLE case_access (id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES petition_case(id), user_id TEXT NOT NULL, action TEXT NOT NULL,
     reason TEXT NOT NULL, at TEXT NOT NULL)`,
  `CREATE INDEX case_access_case ON case_access(case_id, at)`,
  `CREATE TABLE reminder (id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES petition_case(id), role_code TEXT NOT NULL, unit_id TEXT, text TEXT NOT NULL,
     created_at TEXT NOT NULL)`,
  `CREATE TABLE reminder_read (reminder_id TEXT NOT NULL REFERENCES reminder(id), user_id TEXT NOT NULL, read_at TEXT NOT NULL, PRIMARY KEY (reminder_id, user_id))`,
  `CREATE TABLE number_series (series TEXT NOT NULL, unit_id TEXT NOT NULL, period TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (series, unit_id, period))`,
  `CREATE TABLE notice (id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES petition_case(id), instance_key TEXT NOT NULL, job_key TEXT NOT NULL UNIQUE,
     element_id TEXT NOT NULL, template_id TEXT NOT NULL, template_sha256 TEXT NOT NULL, template_source TEXT NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, series TEXT NOT NULL,
     payload TEXT NOT NULL, sha256 TEXT NOT NULL, issued_at TEXT NOT NULL, issued_by TEXT NOT NULL, UNIQUE (number, template_id))`,
  `CREATE INDEX notice_case ON notice(case_id, issued_at)`,

  // — instances —
  `CREATE TABLE process_instance (instance_key TEXT PRIMARY KEY, process_id TEXT NOT NULL, version INTEGER NOT NULL, definition_key TEXT NOT NULL REFERENCES process_definition(definition_key),
     engine TEXT NOT NULL, state TEXT NOT NULL, lock_version INTEGER NOT NULL, status TEXT NOT NULL, incidents INTEGER NOT NULL DEFAULT 0,
     case_id TEXT REFERENCES petition_case(id), unit_id TEXT, started_by TEXT, started_at TEXT NOT NULL, ended_at TEXT, last_seq INTEGER NOT NULL, last_hash TEXT NOT NULL,
     wrapped_key TEXT NOT NULL)`,
  `CREATE INDEX process_instance_started ON process_instance(started_at)`,
  `CREATE INDEX process_instance_process ON process_instance(process_id, status, started_at)`,
  `CREATE INDEX process_instance_definition ON process_instance(definition_key, status)`,
  `CREATE INDEX process_instance_case ON process_instance(case_id)`,
  `CREATE TABLE element_instance (element_instance_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), scope_key TEXT,
     element_id TEXT NOT NULL, element_name TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT)`,
  `CREATE INDEX element_instance_instance ON element_instance(instance_key, element_id)`,
  `CREATE INDEX element_instance_started ON element_instance(started_at)`,
  `CREATE TABLE user_task (task_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), definition_key TEXT NOT NULL, process_id TEXT NOT NULL, version INTEGER NOT NULL,
     element_id TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, assignee TEXT, candidate_groups TEXT NOT NULL, candidate_users TEXT NOT NULL, unit_id TEXT,
     form_id TEXT, form_key TEXT, due_at TEXT, follow_up_at TEXT, priority INTEGER NOT NULL, locals TEXT NOT NULL, case_id TEXT, created_at TEXT NOT NULL, completed_at TEXT, completed_by TEXT,
     lock_version INTEGER NOT NULL DEFAULT 1)`,
  `CREATE INDEX user_task_instance ON user_task(instance_key)`,
  `CREATE INDEX user_task_assignee ON user_task(assignee, state, due_at)`,
  `CREATE INDEX user_task_done ON user_task(completed_by, completed_at)`,
  `CREATE INDEX user_task_case ON user_task(case_id)`,
  `CREATE INDEX user_task_open ON user_task(state, due_at)`,
  `CREATE TABLE task_candidate (task_key TEXT NOT NULL REFERENCES user_task(task_key), kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (task_key, kind, value))`,
  `CREATE INDEX task_candidate_value ON task_candidate(kind, value)`,
  `CREATE TABLE task_draft (task_key TEXT NOT NULL REFERENCES user_task(task_key), user_id TEXT NOT NULL, payload TEXT NOT NULL, saved_at TEXT NOT NULL, PRIMARY KEY (task_key, user_id))`,
  `CREATE TABLE timer (timer_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), element_id TEXT NOT NULL, due_at TEXT NOT NULL, uses_clock INTEGER NOT NULL)`,
  `CREATE INDEX timer_due ON timer(due_at)`,
  `CREATE INDEX timer_instance ON timer(instance_key)`,
  `CREATE TABLE message_subscription (subscription_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), element_id TEXT NOT NULL,
     name TEXT NOT NULL, correlation_key TEXT NOT NULL, opened_at TEXT NOT NULL)`,
  `CREATE INDEX message_subscription_name ON message_subscription(name, correlation_key)`,
  `CREATE INDEX message_subscription_instance ON message_subscription(instance_key)`,
  `CREATE TABLE message (message_key TEXT PRIMARY KEY, name TEXT NOT NULL, correlation_key TEXT NOT NULL, message_id TEXT, variables TEXT NOT NULL, published_at TEXT NOT NULL, expires_at TEXT NOT NULL)`,
  `CREATE INDEX message_name ON message(name, correlation_key, published_at)`,
  `CREATE UNIQUE INDEX message_once ON message(name, correlation_key, message_id) WHERE message_id IS NOT NULL`,
  `CREATE TABLE job (job_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), element_id TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL,
     retries INTEGER NOT NULL, headers TEXT NOT NULL, variables TEXT NOT NULL, run_at TEXT NOT NULL, error TEXT, created_at TEXT NOT NULL, ended_at TEXT)`,
  `CREATE INDEX job_due ON job(state, run_at)`,
  `CREATE INDEX job_instance ON job(instance_key)`,
  `CREATE TABLE incident (incident_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), element_id TEXT NOT NULL, element_instance_key TEXT NOT NULL,
     error_type TEXT NOT NULL, message TEXT NOT NULL, state TEXT NOT NULL, job_key TEXT, created_at TEXT NOT NULL, resolved_at TEXT)`,
  `CREATE INDEX incident_instance ON incident(instance_key, state)`,
  `CREATE TABLE variable (variable_key TEXT PRIMARY KEY, instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), scope_key TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
     UNIQUE (instance_key, scope_key, name))`,
  `CREATE TABLE key_counter (name TEXT PRIMARY KEY, last BIGINT NOT NULL)`,

  // — history —
  `CREATE TABLE history_event (instance_key TEXT NOT NULL REFERENCES process_instance(instance_key), seq INTEGER NOT NULL, at TEXT NOT NULL, type TEXT NOT NULL, element_id TEXT, element_instance_key TEXT,
     actor_id TEXT, meta TEXT NOT NULL, payload_hash TEXT, prev_hash TEXT NOT NULL, hash TEXT NOT NULL, block INTEGER, PRIMARY KEY (instance_key, seq))`,
  `CREATE INDEX history_event_unsealed ON history_event(block) WHERE block IS NULL`,
  `CREATE INDEX history_event_block ON history_event(block)`,
  `CREATE TABLE history_payload (instance_key TEXT NOT NULL, seq INTEGER NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (instance_key, seq))`,
  `CREATE TABLE seal_block (block INTEGER PRIMARY KEY, sealed_at TEXT NOT NULL, events INTEGER NOT NULL, merkle_root TEXT NOT NULL, prev_seal TEXT NOT NULL, seal TEXT NOT NULL,
     key_id TEXT NOT NULL, signature TEXT NOT NULL)`,
];

export class Initial1764000000000 implements MigrationInterface {
  name = 'Initial1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = statements.flatMap((statement) => /^CREATE TABLE (\w+)/.exec(statement)?.[1] ?? []).reverse();
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
