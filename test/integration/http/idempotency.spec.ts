import { Database } from '../../../src/platform/database/database.js';
import { Turn } from '../../../src/workflow/turn.js';
import { answers } from '../../builders/answers.js';
import { apiRoutes } from '../../builders/api-routes.js';
import type { Answer, Json } from '../../builders/caller.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { petitionBody, reviewProcess, opinionForm, waitingProcess } from '../v2/procedures.js';

const wages = { title: '反映工资被拖欠', summary: '工地拖欠工资。', category: '06', demands: ['要求支付工资'] };

let lastKey = 0;
const newKey = (): string => `key-${(lastKey += 1)}`;

describe('a request with an Idempotency-Key', () => {
  let server: TestServer;
  let office: Office;
  let database: Database;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    database = server.app.get(Database);
  });
  afterAll(() => server.close());

  const keyed = (by: string, key: string, method: string, path: string, body?: unknown): Promise<Answer<Json>> =>
    server.as(by).call(method, path, body, { 'idempotency-key': key });
  const count = async (sql: string): Promise<number> => (await database.get<{ n: number }>(sql))!.n;
  const cases = () => count(`SELECT count(*) AS n FROM petition_case`);
  const answerOf = ({ status, body }: Answer<Json>) => ({ status, body });
  const isReplayed = ({ headers }: Answer<Json>) => headers.get('idempotency-replayed') === 'true';

  it('takes effect once and is always given the same answer', async () => {
    const before = await cases();
    const key = newKey();
    const first = await keyed('jiefang', key, 'POST', '/api/cases', petitionBody);
    const second = await keyed('jiefang', key, 'POST', '/api/cases', petitionBody);
    expect([first.status, isReplayed(first)]).toEqual([201, false]);
    expect([answerOf(second), isReplayed(second)]).toEqual([answerOf(first), true]);
    expect(await cases()).toBe(before + 1);
  });

  it('is the same whatever the order of its fields, and in quotes', async () => {
    const key = newKey();
    const first = await keyed('jiefang', key, 'POST', '/api/cases', petitionBody);
    const turned = Object.fromEntries(Object.entries(petitionBody).reverse());
    const second = await keyed('jiefang', `"${key}"`, 'POST', '/api/cases', turned);
    expect(answerOf(second)).toEqual(answerOf(first));
  });

  it('is refused when the key stands for another request', async () => {
    const key = newKey();
    await keyed('jiefang', key, 'POST', '/api/cases', petitionBody);
    const before = await cases();
    const other = await keyed('jiefang', key, 'POST', '/api/cases', { ...petitionBody, headcount: 2 });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    const elsewhere = await keyed('jiefang', key, 'POST', '/api/reminders/1/read', petitionBody);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect(await cases()).toBe(before);
  });

  it('is another one from another account', async () => {
    const key = newKey();
    const first = await keyed('jiefang', key, 'POST', '/api/cases', petitionBody);
    const other = await keyed('jiefang2', key, 'POST', '/api/cases', petitionBody);
    expect(other.status).toBe(201);
    expect(other.body.number).not.toBe(first.body.number);
  });

  it.each(['', 'ü', 'a b', 'x'.repeat(256)])('is refused with the key %p, and nothing is done', async (key) => {
    const before = await cases();
    const answer = await server
      .as('jiefang')
      .post('/api/cases', petitionBody, { 'idempotency-key': Buffer.from(key).toString('latin1') });
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotency-key-invalid']);
    expect(await cases()).toBe(before);
  });

  it('takes effect once when it arrives many times at the same time', async () => {
    const before = await cases();
    const key = newKey();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => keyed('jiefang', key, 'POST', '/api/cases', petitionBody)),
    );
    const done = all.filter(({ status }) => status === 201);
    const waiting = all.filter(({ status }) => status === 409);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length + waiting.length).toBe(8);
    expect(new Set(done.map(({ body }) => body.number)).size).toBe(1);
    for (const { body, headers } of waiting)
      expect([body.code, headers.get('retry-after')]).toEqual(['request-in-progress', '1']);
    expect(await cases()).toBe(before + 1);
    expect((await keyed('jiefang', key, 'POST', '/api/cases', petitionBody)).body).toEqual(done[0]!.body);
  });

  it('stays refused when it was refused, though things have changed since', async () => {
    const matter = await office.register(wages);
    const { taskKey } = (await office.find('jiefang', matter.id, 'task_talk'))!;
    await server.as('jiefang2').post(`/api/tasks/${taskKey}/claim`);
    const key = newKey();
    const first = await keyed('jiefang', key, 'POST', `/api/tasks/${taskKey}/claim`);
    await server.as('jiefang2').delete(`/api/tasks/${taskKey}/claim`);
    const second = await keyed('jiefang', key, 'POST', `/api/tasks/${taskKey}/claim`);
    expect([first.status, first.body.code]).toEqual([409, 'task-claimed']);
    expect([answerOf(second), isReplayed(second)]).toEqual([answerOf(first), true]);
    expect((await keyed('jiefang', newKey(), 'POST', `/api/tasks/${taskKey}/claim`)).status).toBe(200);
  });

  it('that could not be read or was malformed may be mended under the same key', async () => {
    const key = newKey();
    expect((await keyed('jiefang', key, 'POST', '/api/cases', { ...petitionBody, headcount: 0 })).status).toBe(400);
    expect((await keyed('jiefang', key, 'POST', '/api/cases', petitionBody)).status).toBe(201);
  });

  it('completes a step once, and tells again what came next', async () => {
    const matter = await office.register(wages);
    const { taskKey } = (await office.find('jiefang', matter.id, 'task_talk'))!;
    await server.as('jiefang').post(`/api/tasks/${taskKey}/claim`);
    const { version } = (await server.as('jiefang').get(`/api/tasks/${taskKey}`)).body.task;
    const values = answers.talk([{ no: 1, text: wages.demands[0]!, answer: '已登记。' }]);
    const key = newKey();
    const complete = () => keyed('jiefang', key, 'POST', `/api/tasks/${taskKey}/completion`, { values, version });
    const first = await complete();
    expect([first.status, first.body.next.length]).toEqual([200, 1]);
    expect(answerOf(await complete())).toEqual(answerOf(first));
    const again = await keyed('jiefang', newKey(), 'POST', `/api/tasks/${taskKey}/completion`, { values, version });
    expect([again.status, again.body.code]).toEqual([409, 'task-already-done']);
  });

  it('deploys files once, also as multipart', async () => {
    const key = newKey();
    const deploy = async (content: string): Promise<{ status: number; body: Json }> => {
      const form = new FormData();
      form.append('resources', new File([content], 'v2_waiting.bpmn'));
      const { username, password } = server.accounts['owner']!;
      const answer = await fetch(`${server.url}/v2/deployments`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
          'idempotency-key': key,
        },
        body: form,
      });
      return { status: answer.status, body: await answer.json() };
    };
    const deployments = () => count(`SELECT count(*) AS n FROM deployment`);
    const first = await deploy(waitingProcess);
    const before = await deployments();
    expect(await deploy(waitingProcess)).toEqual(first);
    expect((await deploy(waitingProcess.replace('v2_answer', 'v2_other'))).body.code).toBe('idempotency-key-reused');
    expect(await deployments()).toBe(before);
  });

  it('is forgotten after seven days', async () => {
    const key = newKey();
    const first = await keyed('jiefang', key, 'POST', '/api/cases', petitionBody);
    server.clock.passMinutes(7 * 24 * 60 - 1);
    expect((await keyed('jiefang', key, 'POST', '/api/cases', petitionBody)).body).toEqual(first.body);
    server.clock.passMinutes(2);
    const anew = await keyed('jiefang', key, 'POST', '/api/cases', petitionBody);
    expect(anew.body.number).not.toBe(first.body.number);
    server.clock.passMinutes(8 * 24 * 60);
    await server.app.get(Turn).ofAll();
    expect(await count(`SELECT count(*) AS n FROM idempotency_key`)).toBe(0);
  });

  it('leaves nothing readable of its answer', async () => {
    const key = newKey();
    const { body } = await keyed('jiefang', key, 'POST', '/api/cases', petitionBody);
    const row = await database.get<{ answer: string }>(`SELECT answer FROM idempotency_key WHERE idempotency_key = ?`, [
      key,
    ]);
    expect(row!.answer).not.toContain(body.number);
    expect(Buffer.from(row!.answer, 'base64').toString('latin1')).not.toContain(body.queryCode);
  });

  describe('on every route that changes something', () => {
    let document: Json;
    let matter: Json;
    let taskKey: string;
    beforeAll(async () => {
      document = await (await fetch(`${server.url}/openapi.json`)).json();
      const deploy = (name: string, content: string) => {
        const form = new FormData();
        form.append('resources', new File([content], name));
        const { username, password } = server.accounts['owner']!;
        const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
        return fetch(`${server.url}/v2/deployments`, { method: 'POST', headers: { authorization }, body: form });
      };
      await deploy('v2_opinion.form', opinionForm);
      await deploy('v2_review.bpmn', reviewProcess);
      matter = await office.register(wages);
      taskKey = (await office.find('jiefang', matter.id, 'task_talk'))!.taskKey;
    });

    const operations = () =>
      Object.entries<Json>(document.paths).flatMap(([path, item]) =>
        Object.entries<Json>(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
      );
    const takesKey = ({ operation }: { operation: Json }) =>
      (operation.parameters ?? []).some((parameter: Json) => parameter.name === 'Idempotency-Key');

    it('is documented, and only there', () => {
      const changing = operations().filter(takesKey);
      expect(changing.length).toBeGreaterThan(20);
      expect(changing.filter(({ method }) => method === 'GET')).toEqual([]);
      const others = operations().filter((one) => one.method !== 'GET' && !takesKey(one));
      for (const { operation } of others) expect(operation['x-without-idempotency-key']).toMatch(/\p{Script=Han}/u);
    });

    it('is answered twice alike, whatever the answer', async () => {
      const policies = new Map(apiRoutes(server.app).map((route) => [`${route.method} ${route.path}`, route.policy]));
      const holders: Record<string, string> = {
        owner: 'owner',
        auditor: 'auditor',
        admin: 'admin',
        R1: 'jiefang',
        R2: 'kezhang',
        R3: 'ducha',
        worker: 'jicheng',
      };
      const values: Record<string, string> = { key: taskKey, userTaskKey: taskKey, id: matter.id };
      const told: string[] = [];
      for (const { method, path } of operations().filter(takesKey)) {
        const policy = policies.get(`${method} ${path}`)!;
        const by = Array.isArray(policy) ? policy.map((role: string) => holders[role]).find(Boolean)! : 'jiefang';
        const address = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '99');
        const key = newKey();
        const [first, second] = [await keyed(by, key, method, address, {}), await keyed(by, key, method, address, {})];
        const kept = first.status !== 400;
        if (second.status !== first.status || isReplayed(second) !== kept)
          told.push(`${method} ${path}: ${first.status}, then ${second.status}`);
        expect(second.body).toEqual(first.body);
        if (!kept) continue;
        const other = await keyed(by, key, method, address, { other: 1 });
        if (other.body.code !== 'idempotency-key-reused') told.push(`${method} ${path}: ${other.status} for another`);
      }
      expect(told).toEqual([]);
    });
  });
});
