import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { ServerProcess } from '../../crash/server-process.js';
import { Office } from '../../builders/office.js';

const person = { name: '欧阳听雨', idType: '居民身份证', idNumber: '11010519491231002X', phone: '13912345678' };
const petition = {
  title: '反映欧阳听雨家门前村道损坏',
  summary: '欧阳听雨（电话 13912345678）反映村道损坏多年。',
  category: '99',
  place: '城关镇梧桐巷七号',
  petitioner: person,
  demands: ['要求修复欧阳听雨家门前的村道'],
};
const secrets = [person.name, person.idNumber, person.phone, '梧桐巷', encodeURIComponent(person.name)];

interface Line {
  msg: string;
  requestId?: string;
  instanceKey?: string;
  route?: string;
  method?: string;
  status?: number;
  millis?: number;
  command?: string;
}

describe('the log of a server', () => {
  let dataDir: string;
  let server: ServerProcess;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minqing-logs-'));
    server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'debug' });
  });
  afterAll(async () => {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const lines = (): Line[] =>
    server.printed
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line);
  const authorization = (): string => {
    const { username, password } = server.account('jiefang');
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  };
  const office = (): Office => new Office({ as: (username) => server.as(username), tick: async () => undefined });

  it('joins a request with the commands it led to, and tells the caller how it is called', async () => {
    const matter = await office().register(petition);
    const item = await untilFound(() => office().find('jiefang', matter.id, 'task_talk'));
    await server.as('jiefang').post(`/api/tasks/${item.taskKey}/claim`);
    const page = await server.as('jiefang').get(`/api/tasks/${item.taskKey}`);
    const values = answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已登记。' }]);
    const response = await fetch(`${server.url}/api/tasks/${item.taskKey}/completion`, {
      method: 'POST',
      headers: {
        authorization: authorization(),
        'content-type': 'application/json',
        'x-request-id': 'gateway-7f3a21',
      },
      body: JSON.stringify({ values, version: page.body.task.version }),
    });
    expect([response.status, response.headers.get('x-request-id')]).toEqual([200, 'gateway-7f3a21']);
    const own = (msg: string): Promise<Line> =>
      untilFound(async () => {
        await server.as('jiefang').get('/health/live');
        return lines().find((line) => line.requestId === 'gateway-7f3a21' && line.msg === msg);
      });
    expect(await own('command')).toMatchObject({
      instanceKey: matter.instanceKey,
      command: 'completeTask',
      status: 'active',
    });
    expect(await own('request')).toMatchObject({
      method: 'POST',
      route: '/api/tasks/:key/completion',
      status: 200,
      millis: expect.any(Number),
    });
  });

  it.each(['13912345678', '11010519491231002X', '欧阳听雨', 'a b', 'x'.repeat(65), '"},{"'])(
    'takes no request id that may be something else: %s',
    async (given) => {
      const headers = { 'x-request-id': Buffer.from(given, 'utf8').toString('latin1') };
      const response = await fetch(`${server.url}/health/live`, { headers });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );

  it('says nothing of a person, whatever route their data pass through', async () => {
    const matter = await office().register(petition);
    const document: Json = await (await fetch(`${server.url}/openapi.json`)).json();
    const places = [matter.id, matter.instanceKey, encodeURIComponent(person.name), person.idNumber, person.phone];
    let asked = 0;
    for (const [path, item] of Object.entries<Json>(document.paths)) {
      for (const method of Object.keys(item)) {
        if (path === '/api/events') continue;
        for (const [index, place] of places.entries()) {
          const address = `${path.replace(/\{\w+\}/g, place)}?q=${encodeURIComponent(person.name)}&phone=${person.phone}`;
          const body = ['get', 'head'].includes(method)
            ? undefined
            : { ...petition, values: petition, variables: petition, name: person.name, reason: petition.summary };
          await server.as(['jiefang', 'owner', 'auditor'][index % 3]!).call(method.toUpperCase(), address, body);
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(200);
    const told = server.printed.split('\n').filter((line) => line.startsWith('{'));
    expect(told.length).toBeGreaterThan(asked);
    for (const secret of secrets)
      expect([secret, told.filter((line) => line.includes(secret)).slice(0, 3)]).toEqual([secret, []]);
  }, 120_000);
});

/** A job runs by itself in a moment, and a line takes one through the pipe. */
async function untilFound<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) return found;
  }
}
