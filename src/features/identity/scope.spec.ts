import { openTestDatabase, type TestDatabase } from '../../../test/builders/database.js';
import type { Actor } from '../../platform/actor.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { demoUnits } from './demonstration/demo-units.js';
import { candidateOf, caseScope, instanceScope, reminderScope, taskScope, type Predicate } from './scope.js';

const at = '2026-06-01T01:00:00.000Z';

const pathOf = (id: string): string => (id === 'county' ? '/county/' : `/county/${id}/`);

/** Somebody with roles, each written `R1@xfj`. */
function actor(username: string, ...held: string[]): Actor {
  const roles = held.map((text) => {
    const [code, unitId] = text.split('@') as [string, string];
    return { code, unitId, unitPath: pathOf(unitId) };
  });
  return { userId: `id-${username}`, username, displayName: username, unitId: 'xfj', unitName: '', roles };
}

async function addCase(
  transaction: SqlTransaction,
  id: string,
  unitId: string,
  responsible: string | null,
): Promise<void> {
  await transaction.run(
    `INSERT INTO petition_case (id, number, query_code, title, summary, channel, category, urgency, headcount, status, stage, unit_id, responsible_unit_id,
       registrar_id, received_at, registered_at, petitioner_masked, person, name_hash, wrapped_key)
     VALUES (?, ?, '', '', '', '走访', '99', '一般', 1, '已登记', '提出', ?, ?, 'id-root', ?, ?, '', '', '', '')`,
    [id, id, unitId, responsible, at, at],
  );
}

/** Keys, which are numbers; in the order of their names. */
const instances = { free: '1', land: '2', order: '3', wages: '4' };
const tasks = { approve: '11', done: '12', feedback: '13', free: '14', handle: '15', talk: '16' };

async function addInstance(
  transaction: SqlTransaction,
  key: string,
  processId: string,
  caseId: string | null,
  startedBy: string,
): Promise<void> {
  await transaction.run(
    `INSERT INTO process_instance (instance_key, process_id, version, definition_key, engine, state, lock_version, status, case_id, unit_id, started_by,
       started_at, last_seq, last_hash, wrapped_key) VALUES (?, ?, 1, 'd', 'reference', '', 0, 'active', ?, 'xfj', ?, ?, 0, '', '')`,
    [key, processId, caseId, startedBy, at],
  );
}

interface TaskSpec {
  key: string;
  instance: string;
  caseId: string | null;
  role: string;
  unit?: string;
  assignee?: string;
  completedBy?: string;
}

async function addTask(transaction: SqlTransaction, task: TaskSpec): Promise<void> {
  await transaction.run(
    `INSERT INTO user_task (task_key, instance_key, definition_key, process_id, version, element_id, name, state, assignee, candidate_groups, candidate_users,
       unit_id, priority, locals, case_id, created_at, completed_by) VALUES (?, ?, 'd', '', 1, '', '', ?, ?, '', '', ?, 50, '{}', ?, ?, ?)`,
    [
      task.key,
      task.instance,
      task.completedBy ? 'COMPLETED' : 'CREATED',
      task.assignee ?? null,
      task.unit ?? null,
      task.caseId,
      at,
      task.completedBy ?? null,
    ],
  );
  await transaction.run(`INSERT INTO task_candidate (task_key, kind, value) VALUES (?, 'role', ?)`, [
    task.key,
    task.role,
  ]);
}

describe('the scope predicate', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
    await test.database.write(async (transaction) => {
      for (const unit of demoUnits) {
        await transaction.run(
          `INSERT INTO unit (id, parent_id, name, level, path, short_code) VALUES (?, ?, ?, ?, ?, '')`,
          [unit.id, unit.parentId, unit.name, unit.level, pathOf(unit.id)],
        );
      }
      await transaction.run(
        `INSERT INTO app_user (id, username, display_name, unit_id, password_hash, created_at) VALUES ('id-root', 'root', '', 'xfj', '', ?)`,
        [at],
      );
      await transaction.run(`INSERT INTO deployment VALUES ('p', ?, '', '')`, [at]);
      await transaction.run(`INSERT INTO resource VALUES ('r', 'p', 'a.bpmn', 'bpmn', 1, '', '')`);
      await transaction.run(`INSERT INTO process_definition VALUES ('d', 'x', 1, NULL, '', 'reference', 'r', 'p')`);
      // wages: registered at the petition office, worked by 人社局; land: registered in the town, nobody responsible yet
      await addCase(transaction, 'wages', 'xfj', 'rsj');
      await addCase(transaction, 'land', 'town_cg', null);
      await addInstance(transaction, instances.wages, 'xf_reception', 'wages', 'id-jiefang');
      await addInstance(transaction, instances.land, 'xf_reception', 'land', 'id-chengguan');
      await addInstance(transaction, instances.order, 'xf_order', 'wages', 'id-jiefang');
      await addInstance(transaction, instances.free, 'demo', null, 'id-owner');
      await addTask(transaction, {
        key: tasks.handle,
        instance: instances.wages,
        caseId: 'wages',
        role: 'R6',
        unit: 'rsj',
      });
      await addTask(transaction, { key: tasks.approve, instance: instances.wages, caseId: 'wages', role: 'R5' });
      await addTask(transaction, { key: tasks.talk, instance: instances.land, caseId: 'land', role: 'R1' });
      await addTask(transaction, {
        key: tasks.done,
        instance: instances.land,
        caseId: 'land',
        role: 'R4',
        completedBy: 'helper',
        assignee: 'helper',
      });
      await addTask(transaction, { key: tasks.feedback, instance: instances.order, caseId: 'wages', role: 'R9' });
      await addTask(transaction, { key: tasks.free, instance: instances.free, caseId: null, role: 'R15' });
      for (const [id, role, unit] of [
        ['m1', 'R1', null],
        ['m2', 'R6', 'rsj'],
      ] as const) {
        await transaction.run(`INSERT INTO reminder VALUES (?, 'wages', ?, ?, '', ?)`, [id, role, unit, at]);
      }
    });
  });
  afterAll(() => test.close());

  const seen = async (
    table: string,
    key: string,
    predicate: (who: Actor, alias: string) => Predicate,
    who: Actor,
  ): Promise<string[]> => {
    const scope = predicate(who, 'x');
    const rows = await test.database.all<{ id: string }>(
      `SELECT x.${key} AS id FROM ${table} x WHERE ${scope.sql} ORDER BY x.${key}`,
      scope.parameters,
    );
    return rows.map((row) => row.id);
  };

  const table: [string, Actor, { cases: string[]; instances: string[]; tasks: string[] }][] = [
    [
      'a receptionist sees the cases of the own office, and the incident he recorded',
      actor('jiefang', 'R1@xfj'),
      { cases: ['wages'], instances: [instances.free, instances.order, instances.wages], tasks: [] },
    ],
    [
      'another receptionist of the office does not see the incident',
      actor('jiefang2', 'R1@xfj'),
      { cases: ['wages'], instances: [instances.free, instances.wages], tasks: [] },
    ],
    [
      'a receptionist of the town sees the case of the town only',
      actor('chengguan', 'R1@town_cg'),
      { cases: ['land'], instances: [instances.land], tasks: [tasks.talk] },
    ],
    [
      'a leader of the county sees both, and may take what waits for a leader',
      actor('lingdao', 'R5@county'),
      {
        cases: ['land', 'wages'],
        instances: [instances.free, instances.land, instances.wages],
        tasks: [tasks.approve],
      },
    ],
    [
      'the responsible unit sees its case',
      actor('chengban', 'R6@rsj'),
      { cases: ['wages'], instances: [instances.wages], tasks: [tasks.handle] },
    ],
    [
      'the responsible unit sees its case also without a task',
      actor('fucha', 'R8@rsj'),
      { cases: ['wages'], instances: [instances.wages], tasks: [] },
    ],
    ['another unit sees nothing', actor('chengban2', 'R6@zrzy'), { cases: [], instances: [], tasks: [] }],
    [
      'the head of the office sees the incident',
      actor('fuzeren', 'R7@county'),
      {
        cases: ['land', 'wages'],
        instances: [instances.free, instances.land, instances.order, instances.wages],
        tasks: [],
      },
    ],
    [
      'the auditor sees everything of the county',
      actor('auditor', 'auditor@county'),
      {
        cases: ['land', 'wages'],
        instances: [instances.free, instances.land, instances.order, instances.wages],
        tasks: [],
      },
    ],
    [
      'the police liaison sees incidents, and of the cases only the one with a task',
      actor('lianluo', 'R9@county'),
      { cases: ['wages'], instances: [instances.free, instances.order, instances.wages], tasks: [tasks.feedback] },
    ],
    [
      'who took part keeps seeing it',
      actor('helper', 'R4@gaj'),
      { cases: ['land'], instances: [instances.land], tasks: [tasks.done] },
    ],
    [
      'the process owner sees no case',
      actor('owner', 'owner@county'),
      { cases: [], instances: [instances.free], tasks: [] },
    ],
    [
      'the administrator sees no case',
      actor('admin', 'admin@county'),
      { cases: [], instances: [instances.free], tasks: [] },
    ],
    [
      'a task without a case may be taken in any unit',
      actor('archive', 'R15@gaj'),
      { cases: [], instances: [instances.free], tasks: [tasks.free] },
    ],
    ['an account without roles sees nothing', actor('nobody'), { cases: [], instances: [], tasks: [] }],
  ];

  it.each(table)('%s', async (_, who, expected) => {
    expect({
      cases: await seen('petition_case', 'id', caseScope, who),
      instances: await seen('process_instance', 'instance_key', instanceScope, who),
      tasks: await seen('user_task', 'task_key', taskScope, who),
    }).toEqual(expected);
  });

  it('tells what one may take from what one has done', async () => {
    expect(await seen('user_task', 'task_key', candidateOf, actor('helper', 'R4@county'))).toEqual([tasks.done]);
    expect(await seen('user_task', 'task_key', candidateOf, actor('helper', 'R4@gaj'))).toEqual([]);
  });

  it('does not take a unit for its superior because the names begin alike', async () => {
    await test.database.write((transaction) =>
      transaction.run(
        `INSERT INTO unit (id, parent_id, name, level, path, short_code) VALUES ('townxcg', 'county', '', '', '/county/townxcg/', '')`,
      ),
    );
    const who = { ...actor('x'), roles: [{ code: 'R1', unitId: 'townxcg', unitPath: '/county/townxcg/' }] };
    expect(await seen('petition_case', 'id', caseScope, who)).toEqual([]);
  });

  it('shows reminders to the role in the unit they are for', async () => {
    expect(await seen('reminder', 'id', reminderScope, actor('jiefang', 'R1@xfj'))).toEqual(['m1']);
    expect(await seen('reminder', 'id', reminderScope, actor('chengguan', 'R1@town_cg'))).toEqual([]);
    expect(await seen('reminder', 'id', reminderScope, actor('chengban', 'R6@rsj'))).toEqual(['m2']);
    expect(await seen('reminder', 'id', reminderScope, actor('chengban2', 'R6@zrzy'))).toEqual([]);
    expect(await seen('reminder', 'id', reminderScope, actor('nobody'))).toEqual([]);
  });
});
