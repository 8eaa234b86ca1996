import { Database } from '../../../src/platform/database/database.js';
import type { Json } from '../../builders/caller.js';
import { Office } from '../../builders/office.js';
import { wages, wagesTalk } from '../../builders/wages-case.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

describe('completing a task', () => {
  let server: TestServer;
  let office: Office;
  let caseId: string;
  let taskKey: string;
  let instanceKey: string;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
  });
  beforeEach(async () => {
    ({ id: caseId, instanceKey } = await office.register(wages));
    ({ taskKey } = (await office.find('jiefang', caseId, 'task_talk'))!);
    await server.as('jiefang').post(`/api/tasks/${taskKey}/claim`);
  });
  afterAll(() => server.close());

  const complete = (values: object, version = 2, by = 'jiefang') =>
    server.as(by).post(`/api/tasks/${taskKey}/completion`, { values, version });
  const kept = () => {
    const database = server.app.get(Database);
    return Promise.all([
      database.all(`SELECT * FROM process_instance WHERE instance_key = ?`, [instanceKey]),
      database.all(`SELECT * FROM user_task WHERE instance_key = ?`, [instanceKey]),
      database.all(`SELECT * FROM variable WHERE instance_key = ?`, [instanceKey]),
    ]);
  };

  it('twice is refused, saying who did it and when', async () => {
    expect((await complete(wagesTalk())).status).toBe(200);
    const before = await kept();
    for (const again of [
      await complete(wagesTalk()),
      await complete(wagesTalk(), 2, 'jiefang2'),
      await complete(wagesTalk(), 3),
    ]) {
      expect([again.status, again.body.code]).toEqual([409, 'task-already-done']);
      expect(again.body.detail).toContain('王秀兰');
      expect(again.body.detail).toContain('2026-06-01 09:00');
    }
    expect((await server.as('jiefang2').post(`/api/tasks/${taskKey}/claim`)).body.code).toBe('task-already-done');
    expect((await server.as('jiefang').put(`/api/tasks/${taskKey}/draft`, { values: {} })).body.code).toBe(
      'task-already-done',
    );
    expect(await kept()).toEqual(before);
  });

  it('with a page that is out of date is refused', async () => {
    await server.as('jiefang').delete(`/api/tasks/${taskKey}/claim`);
    await server.as('jiefang').post(`/api/tasks/${taskKey}/claim`);
    const before = await kept();
    const stale = await complete(wagesTalk(), 2);
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-version']);
    expect(await kept()).toEqual(before);
  });

  it('that somebody else has claimed is refused', async () => {
    const other = await complete(wagesTalk(), 2, 'jiefang2');
    expect([other.status, other.body.code]).toEqual([409, 'task-claimed']);
    expect(other.body.detail).toContain('王秀兰');
  });

  it('by twenty at once succeeds exactly once', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => complete(wagesTalk())));
    const statuses = results.map((result) => result.status).sort();
    expect(statuses).toEqual([200, ...Array<number>(19).fill(409)]);
    const next = (await server.as('jiefang').get(`/api/inbox?tab=group&size=100`)).body.items.filter(
      (item: Json) => item.caseId === caseId,
    );
    expect(next.map((item: Json) => item.elementId)).toEqual(['task_assess']);
  });

  it.each([
    ['a field that is missing', { facts: undefined }, 'facts'],
    ['a text that is too short', { facts: '短' }, 'facts'],
    ['a choice that is not offered', { petitionerSigned: '也许' }, 'petitionerSigned'],
    ['a value of another type', { readBack: '是' }, 'readBack'],
    ['a field that the form does not have', { secret: 1 }, 'secret'],
    ['a field that a condition hides', { conductFacts: '未发生的行为描述内容' }, 'conductFacts'],
    ['a row without its answer', { demands: [{ no: 1, text: '要求支付工资' }] }, 'demands[0].answer'],
  ])('with %s is refused, the field is named, nothing has changed', async (_, change, path) => {
    const before = await kept();
    const answer = await complete(wagesTalk(change));
    expect([answer.status, answer.body.code]).toEqual([422, 'form-invalid']);
    expect(answer.body.problems.map((problem: Json) => problem.path)).toContain(path);
    for (const problem of answer.body.problems as Json[]) expect(problem.message).toMatch(/\p{Script=Han}/u);
    expect(await kept()).toEqual(before);
    expect((await complete(wagesTalk())).status).toBe(200);
  });

  it('through /v2 obeys the same form', async () => {
    const refused = await server
      .as('jiefang')
      .post(`/v2/user-tasks/${taskKey}/completion`, { variables: { facts: '短' } });
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('form-invalid');
  });

  it('keeps a draft for the one who wrote it, until the task is done', async () => {
    const draft = { facts: '信访人陈述' };
    expect((await server.as('jiefang').put(`/api/tasks/${taskKey}/draft`, { values: draft })).status).toBe(200);
    const page = (await server.as('jiefang').get(`/api/tasks/${taskKey}`)).body;
    expect([page.values.facts, page.draft]).toEqual(['信访人陈述', { savedAt: expect.any(String), revision: 1 }]);
    expect((await server.as('jiefang2').get(`/api/tasks/${taskKey}`)).body.draft).toBeNull();
    const [row] = await server.app
      .get(Database)
      .all<{ payload: string }>(`SELECT payload FROM task_draft WHERE task_key = ?`, [taskKey]);
    expect(row!.payload).not.toContain('信访人');
    await complete(wagesTalk());
    expect(await server.app.get(Database).all(`SELECT 1 FROM task_draft WHERE task_key = ?`, [taskKey])).toEqual([]);
  });
});
