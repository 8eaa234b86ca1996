import { answers } from '../../builders/answers.js';
import type { Answer, Json } from '../../builders/caller.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const wages = { title: '反映工资被拖欠', summary: '工地拖欠工资。', category: '06', demands: ['要求支付工资'] };

describe('a change that names the version it goes on from', () => {
  let server: TestServer;
  let office: Office;
  let taskKey: string;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const matter = await office.register(wages);
    taskKey = (await office.find('jiefang', matter.id, 'task_talk'))!.taskKey;
  });

  const tagOf = ({ headers }: Answer<Json>) => headers.get('etag')!;
  const send = (by: string, method: string, path: string, tag: string, body?: object): Promise<Answer<Json>> =>
    server.as(by).call(method, path, body, { 'if-match': tag });
  const task = (by = 'jiefang') => server.as(by).get(`/api/tasks/${taskKey}`);
  const changed = (by: string) => ({
    status: 412,
    body: { code: 'version-changed', change: { by, at: expect.stringMatching(/^\d{4}-.*Z$/) } },
  });

  it('is carried out at that version, over both families', async () => {
    const tag = tagOf(await task());
    expect(tag).toMatch(/^"\d+"$/);
    expect(tagOf(await server.as('jiefang').get(`/v2/user-tasks/${taskKey}`))).toBe(tag);
    expect((await send('jiefang', 'POST', `/api/tasks/${taskKey}/claim`, tag)).status).toBe(200);
    const next = tagOf(await task());
    const priority = { changeset: { priority: 80 } };
    expect((await send('jiefang', 'PATCH', `/v2/user-tasks/${taskKey}`, next, priority)).status).toBe(204);
  });

  it('is refused at another, and says who changed it and when', async () => {
    const tag = tagOf(await task());
    const { displayName } = (await server.as('jiefang2').get('/api/session')).body.user;
    await server.as('jiefang2').post(`/api/tasks/${taskKey}/claim`);
    await server.as('jiefang2').delete(`/api/tasks/${taskKey}/claim`);
    const before = (await task()).body.task;
    const attempts: [string, string, object?][] = [
      ['POST', `/api/tasks/${taskKey}/claim`],
      ['PATCH', `/v2/user-tasks/${taskKey}`, { changeset: { priority: 80 } }],
      ['POST', `/v2/user-tasks/${taskKey}/assignment`, { assignee: 'jiefang' }],
      ['DELETE', `/v2/user-tasks/${taskKey}/assignee`],
      ['POST', `/v2/user-tasks/${taskKey}/completion`, {}],
    ];
    for (const [method, path, body] of attempts) {
      const answer = await send('jiefang', method, path, tag, body);
      expect(answer).toMatchObject(changed(displayName));
      expect(answer.body.detail).toMatch(new RegExp(`由${displayName}于 \\d{4}-`));
    }
    expect((await task()).body.task).toEqual(before);
  });

  it.each(['3', '"x"', '""', '"1", "2"'])('is refused when the header is %p', async (tag) => {
    const answer = await send('jiefang', 'POST', `/api/tasks/${taskKey}/claim`, tag);
    expect([answer.status, answer.body.code]).toEqual([400, 'if-match-invalid']);
  });

  it('is carried out at any version with an asterisk', async () => {
    expect((await send('jiefang', 'POST', `/api/tasks/${taskKey}/claim`, '*')).status).toBe(200);
  });

  it('keeps one window from overwriting the draft of another', async () => {
    const path = `/api/tasks/${taskKey}/draft`;
    const first = await send('jiefang', 'PUT', path, '"0"', { values: { facts: '甲' } });
    expect(first.body).toMatchObject({ revision: 1 });
    expect((await send('jiefang', 'PUT', path, '"1"', { values: { facts: '乙' } })).body.revision).toBe(2);
    expect(await send('jiefang', 'PUT', path, '"1"', { values: { facts: '丙' } })).toMatchObject(changed('您本人'));
    const page = (await task()).body;
    expect([page.values.facts, page.draft.revision]).toEqual(['乙', 2]);
  });

  it('keeps one process owner from overwriting or discarding the draft of another', async () => {
    const xml = (await server.as('owner').get<string>('/api/processes/xf_reception.bpmn/versions/1/xml')).body;
    const path = '/api/drafts/xf_reception.bpmn';
    await server.as('owner').put(path, { xml, baseVersion: 1 });
    const tag = tagOf(await server.as('owner').get(path));
    const { displayName } = (await server.as('owner').get('/api/session')).body.user;
    const again = { xml: xml.replace('接谈', '接访'), baseVersion: 1, revision: 1 };
    expect((await send('owner', 'PUT', path, tag, again)).status).toBe(200);
    expect(await send('owner', 'PUT', path, tag, again)).toMatchObject(changed(displayName));
    expect(await send('owner', 'DELETE', path, tag)).toMatchObject(changed(displayName));
    expect((await send('owner', 'DELETE', path, '"2"')).status).toBe(204);
  });

  it('of a task that is done says who has done it and when', async () => {
    await server.as('jiefang2').post(`/api/tasks/${taskKey}/claim`);
    const { version } = (await task('jiefang2')).body.task;
    const values = answers.talk([{ no: 1, text: wages.demands[0]!, answer: '已登记。' }]);
    const completion = `/api/tasks/${taskKey}/completion`;
    expect((await server.as('jiefang2').post(completion, { values, version })).status).toBe(200);
    const { displayName } = (await server.as('jiefang2').get('/api/session')).body.user;
    const done = {
      status: 409,
      body: { code: 'task-already-done', change: { by: displayName, at: server.clock.instant() } },
    };
    expect(await server.as('jiefang').post(completion, { values, version })).toMatchObject(done);
    expect(await server.as('jiefang').put(`/api/tasks/${taskKey}/draft`, { values: {} })).toMatchObject(done);
    expect(await server.as('jiefang').post(`/v2/user-tasks/${taskKey}/completion`, {})).toMatchObject(done);
    expect(await server.as('jiefang').post(`/api/tasks/${taskKey}/claim`)).toMatchObject(done);
  });
});
