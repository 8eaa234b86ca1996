/** Fills a database with cases, instances and tasks as the server would have written them, for benchmarks of reading. */
import type BetterSqlite3 from 'better-sqlite3';

type Handle = BetterSqlite3.Database;

export interface Extent {
  instances: number;
  /** Of them, those with an open task. */
  open: number;
}

const towns = 95;
const roles = ['R1', 'R3', 'R5', 'R6', 'R7'];
const keysPerNumber = 1n << 23n;
const start = Date.parse('2024-01-01T00:00:00Z');

/**
 * History is left out: what is measured does not read it.
 * @param wrapped the key of every case, wrapped as the server does
 * @param calendar version of the working-day calendar with which clocks were counted
 * @param progress called with the share that is done, 0 to 1
 */
export function fill(
  handle: Handle,
  { instances, open }: Extent,
  wrapped: string,
  calendar: string,
  progress: (done: number) => void,
): void {
  const definition = handle
    .prepare(
      `SELECT definition_key AS key FROM process_definition WHERE process_id = 'xf_reception' ORDER BY version DESC`,
    )
    .get() as { key: string };
  const registrar = handle.prepare(`SELECT id FROM app_user WHERE username = 'jiefang'`).get() as { id: string };
  const units = [...addTowns(handle), 'xfj', 'rsj', 'zrzy'];
  const writers = prepare(handle);
  const batch = 5_000;
  for (let from = 0; from < instances; from += batch) {
    handle.exec('BEGIN');
    for (let index = from; index < Math.min(from + batch, instances); index += 1) {
      // Open ones lie everywhere among the ended ones, as in an office.
      const isOpen = Math.floor((index * open) / instances) !== Math.floor(((index + 1) * open) / instances);
      writeOne(writers, {
        index,
        isOpen,
        unit: units[(index * 7919) % units.length]!,
        definition: definition.key,
        registrar: registrar.id,
        wrapped,
        calendar,
      });
    }
    handle.exec('COMMIT');
    progress(Math.min(1, (from + batch) / instances));
  }
  handle
    .prepare(
      `INSERT INTO key_counter (name, last) VALUES ('key', ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last`,
    )
    .run(2_000 + instances);
  handle.exec('ANALYZE');
}

function addTowns(handle: Handle): string[] {
  const county = handle.prepare(`SELECT path FROM unit WHERE id = 'county'`).get() as { path: string };
  const insert = handle.prepare(
    `INSERT INTO unit (id, parent_id, name, level, path, short_code) VALUES (?, 'county', ?, '乡镇', ?, '乡')`,
  );
  return Array.from({ length: towns }, (_, index) => {
    const id = `town_bench${index}`;
    insert.run(id, `第${index}镇`, `${county.path}${id}/`);
    return id;
  });
}

interface One {
  index: number;
  isOpen: boolean;
  unit: string;
  definition: string;
  registrar: string;
  wrapped: string;
  calendar: string;
}

type Writers = ReturnType<typeof prepare>;

function prepare(handle: Handle) {
  const insert = (table: string, columns: string): BetterSqlite3.Statement =>
    handle.prepare(
      `INSERT INTO ${table} (${columns}) VALUES (${columns
        .split(',')
        .map(() => '?')
        .join(', ')})`,
    );
  return {
    petition: insert(
      'petition_case',
      'id, number, query_code, title, summary, channel, category, urgency, headcount, status, stage, unit_id, registrar_id, received_at, registered_at, closed_at, petitioner_masked, person, name_hash, wrapped_key',
    ),
    clock: insert('case_clock', 'case_id, name, started_on, last_day, days_allowed, stopped_at, basis, calendar'),
    instance: insert(
      'process_instance',
      'instance_key, process_id, version, definition_key, engine, state, lock_version, status, case_id, unit_id, started_by, started_at, ended_at, last_seq, last_hash, wrapped_key',
    ),
    element: insert(
      'element_instance',
      'element_instance_key, instance_key, element_id, element_name, type, state, started_at, ended_at',
    ),
    task: insert(
      'user_task',
      'task_key, instance_key, definition_key, process_id, version, element_id, name, state, candidate_groups, candidate_users, priority, locals, case_id, created_at, completed_at, completed_by',
    ),
    candidate: insert('task_candidate', 'task_key, kind, value, reach, first_due, offered'),
  };
}

const state = JSON.stringify({ engine: 'native', format: 1, filler: 'x'.repeat(560) });
const sealed = 'x'.repeat(420);

function writeOne(writers: Writers, { index, isOpen, unit, definition, registrar, wrapped, calendar }: One): void {
  const base = (BigInt(index) + 2_000n) * keysPerNumber;
  const [instanceKey, taskKey] = [base.toString(), (base + 1n).toString()];
  const at = new Date(start + index * 60_000).toISOString();
  const later = new Date(start + index * 60_000 + 86_400_000 * 30).toISOString();
  const lastDay = later.slice(0, 10);
  const caseId = `bench-${index}`;
  const role = roles[index % roles.length]!;
  const ended = isOpen ? null : later;
  const status = isOpen ? '办理中' : '已办结';
  writers.petition.run(
    caseId,
    `基准〔2024〕${index}号`,
    'x'.repeat(12),
    `反映拖欠工资问题 ${index}`,
    '信访人反映用人单位拖欠工资，多次讨要未果。',
    '走访',
    '06',
    '一般',
    1,
    status,
    '办理',
    unit,
    registrar,
    at,
    at,
    ended,
    '张**',
    sealed,
    'x'.repeat(64),
    wrapped,
  );
  writers.clock.run(caseId, '办结', at.slice(0, 10), lastDay, 60, ended, 'R22-34', calendar);
  writers.instance.run(
    instanceKey,
    'xf_reception',
    1,
    definition,
    'native',
    state,
    3,
    isOpen ? 'active' : 'completed',
    caseId,
    unit,
    registrar,
    at,
    ended,
    9,
    'x'.repeat(64),
    '',
  );
  writers.element.run(
    taskKey,
    instanceKey,
    'task_talk',
    '接谈',
    'USER_TASK',
    isOpen ? 'ACTIVE' : 'COMPLETED',
    at,
    ended,
  );
  writers.task.run(
    taskKey,
    instanceKey,
    definition,
    'xf_reception',
    1,
    'task_talk',
    '接谈',
    isOpen ? 'CREATED' : 'COMPLETED',
    JSON.stringify([role]),
    '[]',
    50,
    '{}',
    caseId,
    at,
    ended,
    isOpen ? null : index % 50 === 0 ? 'jiefang' : 'jiefang2',
  );
  writers.candidate.run(taskKey, 'role', role, `case:${unit}`, lastDay, isOpen ? 1 : 0);
}
