import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from '../../../test/builders/database.js';
import type { Actor } from '../../platform/actor.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { demoUnits } from './demonstration/demo-units.js';
import { searchScope } from './instance-reach.js';
import { instanceScope } from './scope.js';

const at = '2026-06-01T01:00:00.000Z';
const units = demoUnits.map(({ id }) => id);
const people = ['a', 'b', 'c'];
const roleCodes = ['R1', 'R5', 'R6', 'R7', 'R9', 'auditor', 'owner', 'worker'];
const pathOf = (id: string): string => (id === 'county' ? '/county/' : `/county/${id}/`);

/** A fixed row of pseudo-random numbers: the same rows in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const next = numbers(7);
const pick = <T>(values: readonly T[]): T => values[next(values.length)]!;

async function addRows(transaction: SqlTransaction): Promise<void> {
  const cases = Array.from({ length: 30 }, (_, index) => ({ id: `case${index}`, unit: pick(units) }));
  for (const { id, unit } of cases) {
    await transaction.run(
      `INSERT INTO petition_case (id, number, query_code, title, summary, channel, category, urgency, headcount, status, stage, unit_id, responsible_unit_id,
         registrar_id, received_at, registered_at, petitioner_masked, person, name_hash, wrapped_key)
       VALUES (?, ?, '', '', '', '走访', '99', '一般', 1, '已登记', '提出', ?, ?, 'id-a', ?, ?, '', '', '', '')`,
      [id, id, unit, pick([null, null, ...units]), at, at],
    );
  }
  for (let index = 1; index <= 120; index += 1) {
    const petition = pick([undefined, ...cases]);
    const ofInstance = [
      `${index}`,
      pick(['xf_reception', 'xf_order', 'demo']),
      petition?.id ?? null,
      pick([null, ...units]),
    ];
    await transaction.run(
      `INSERT INTO process_instance (instance_key, process_id, case_id, unit_id, started_by, version, definition_key, engine, state, lock_version, status,
         started_at, last_seq, last_hash, wrapped_key) VALUES (?, ?, ?, ?, ?, 1, 'd', 'reference', '', 0, 'active', ?, 0, '', '')`,
      [...ofInstance, pick([null, 'id-a', 'id-b', 'id-c']), at],
    );
    if (index % 2 === 0) await addTask(transaction, `${index}`, petition);
  }
}

async function addTask(
  transaction: SqlTransaction,
  key: string,
  petition?: { id: string; unit: string },
): Promise<void> {
  const state = pick(['CREATED', 'CREATED', 'COMPLETED', 'CANCELED']);
  const assignee = pick([null, null, ...people]);
  const unit = pick([null, ...units]);
  await transaction.run(
    `INSERT INTO user_task (task_key, instance_key, definition_key, process_id, version, element_id, name, state, assignee, candidate_groups, candidate_users,
       unit_id, priority, locals, case_id, created_at, completed_by) VALUES (?, ?, 'd', '', 1, '', '', ?, ?, '', '', ?, 50, '{}', ?, ?, ?)`,
    [`9${key}`, key, state, assignee, unit, petition?.id ?? null, at, state === 'COMPLETED' ? pick(people) : null],
  );
  const [kind, value] = next(4) === 0 ? ['user', pick(people)] : ['role', pick(roleCodes)];
  const reach = unit ? `unit:${unit}` : petition ? `case:${petition.unit}` : '';
  await transaction.run(
    `INSERT INTO task_candidate (task_key, kind, value, reach, first_due, offered) VALUES (?, ?, ?, ?, '9999', ?)`,
    [`9${key}`, kind, value, reach, state === 'CREATED' ? (assignee ? 2 : 1) : 0],
  );
}

describe('the scope of a search over many instances', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
    await test.database.write(async (transaction) => {
      for (const { id, parentId, name, level } of demoUnits) {
        await transaction.run(
          `INSERT INTO unit (id, parent_id, name, level, path, short_code) VALUES (?, ?, ?, ?, ?, '')`,
          [id, parentId, name, level, pathOf(id)],
        );
      }
      await transaction.run(
        `INSERT INTO app_user (id, username, display_name, unit_id, password_hash, created_at) VALUES ('id-a', 'a', '', 'xfj', '', ?)`,
        [at],
      );
      await transaction.run(`INSERT INTO deployment VALUES ('p', ?, '', '')`, [at]);
      await transaction.run(`INSERT INTO resource VALUES ('r', 'p', 'a.bpmn', 'bpmn', 1, '', '')`);
      await transaction.run(`INSERT INTO process_definition VALUES ('d', 'x', 1, NULL, '', 'reference', 'r', 'p')`);
      await addRows(transaction);
    });
  });
  afterAll(() => test.close());

  const seen = async ({ sql, parameters }: { sql: string; parameters: readonly (string | number | null)[] }) =>
    (
      await test.database.all<{ key: string }>(
        `SELECT i.instance_key AS key FROM process_instance i WHERE ${sql} ORDER BY i.instance_key`,
        [...parameters],
      )
    ).map(({ key }) => key);

  const actors = fc
    .record({
      username: fc.constantFrom(...people, 'nobody'),
      held: fc.array(fc.tuple(fc.constantFrom(...roleCodes), fc.constantFrom(...units)), { maxLength: 3 }),
    })
    .map(({ username, held }): Actor => ({
      userId: `id-${username}`,
      username,
      displayName: username,
      unitId: 'xfj',
      unitName: '',
      roles: held.map(([code, unitId]) => ({ code, unitId, unitPath: pathOf(unitId) })),
    }));

  it('finds what the plain predicate finds, counted as narrow and as wide', async () => {
    await fc.assert(
      fc.asyncProperty(actors, fc.constantFrom(0, 20, 50_000), async (actor, most) => {
        const expected = await seen(instanceScope(actor, 'i'));
        expect(await seen(await searchScope(test.database, actor, 'i', most))).toEqual(expected);
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});
