import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeDatabase } from '../builders/database.js';
import { TcpProxy } from '../builders/postgres/tcp-proxy.js';
import { startTestServer, type TestServer } from '../builders/server.js';
import type { Answer, Json } from '../builders/caller.js';

const petition = (title: string) => ({
  channel: '走访',
  urgency: '一般',
  headcount: 1,
  category: '99',
  title,
  summary: '城关镇东街路灯已有两个月不亮，夜间出行不便。',
  place: '城关镇',
  petitioner: { name: '张桂兰', phone: '13800001234' },
  demands: [{ text: '要求修复路灯' }],
});

describe('a network between server and database that fails', () => {
  let dataDir: string;
  let proxy: TcpProxy;
  let server: TestServer;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minqing-network-'));
    const { environment } = await placeDatabase(dataDir);
    proxy = await TcpProxy.to(environment['DATABASE_URL']!);
    // Short, so that a silent network is noticed while the test waits.
    const settings = { DATABASE_URL: proxy.url, DATABASE_STATEMENT_MILLIS: '500', DATABASE_LOCK_MILLIS: '200' };
    server = await startTestServer({ dataDir, settings });
  });
  afterEach(async () => {
    proxy.weather = 'fair';
    await server.close();
    await proxy.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const register = (title: string, key: string = title): Promise<Answer<Json>> =>
    server
      .as('jiefang')
      .post('/api/cases', petition(title), { 'idempotency-key': `key-${Buffer.from(key).toString('hex')}` });
  const registered = async (): Promise<string[]> => {
    const { body } = await server.as('jiefang').get('/api/cases?size=100');
    return (body.items as { title: string }[]).map(({ title }) => title).sort();
  };
  const expectAway = ({ status, headers, body }: Answer<Json>, code = 'database-unavailable') => {
    expect({ status, code: body.code }).toEqual({ status: 503, code });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  };
  /** The network is fair again: the server finds out by itself. */
  const recovered = async (work: () => Promise<Answer<Json>>): Promise<Answer<Json>> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await work();
      if (answer.status !== 503) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it did not recover');
  };

  it('is told as 503 with Retry-After while nobody can connect, and forgotten when somebody can', async () => {
    expect((await register('第一件')).status).toBe(201);
    proxy.weather = 'refused';
    proxy.cut();
    expectAway(await register('第二件'));
    expectAway(await server.as('jiefang').get('/api/inbox?tab=mine'));
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    proxy.weather = 'fair';
    expect((await recovered(() => register('第二件'))).status).toBe(201);
    expect(await registered()).toEqual(['第一件', '第二件']);
  });

  it('costs no more than the requests that were on their way when every connection is cut', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const answer = register(`第${index}件`);
        if (index === 6) setImmediate(() => proxy.cut());
        return answer;
      }),
    );
    for (const answer of answers.filter(({ status }) => status !== 201)) expect(answer.status).toBe(503);
    for (let index = 0; index < 12; index += 1)
      expect((await recovered(() => register(`第${index}件`))).status).toBe(201);
    // Once each, whatever the first answer was.
    expect(await registered()).toEqual(Array.from({ length: 12 }, (_, index) => `第${index}件`).sort());
  });

  it('is noticed in bounded time when it swallows everything', async () => {
    await register('第一件');
    proxy.weather = 'black-hole';
    const began = performance.now();
    const { status } = await register('第二件');
    expect(status).toBe(503);
    // Half a second for the statement, two more for the silence, three to connect.
    expect(performance.now() - began).toBeLessThan(15_000);
    proxy.weather = 'fair';
    proxy.cut();
    expect((await recovered(() => register('第二件'))).status).toBe(201);
    expect(await registered()).toEqual(['第一件', '第二件']);
  });

  it('may be slow', async () => {
    proxy.delay = 10;
    expect((await register('第一件')).status).toBe(201);
    await server.tick();
    expect(await registered()).toEqual(['第一件']);
  });

  it.each(['cut-after-commit', 'cut-before-commit'] as const)(
    'leaves in the open what became of a COMMIT (%s), and the same key finds out',
    async (weather) => {
      proxy.weather = weather;
      expectAway(await register('第一件'), 'outcome-unknown');
      expect(proxy.cuts).toBe(1);
      expect(await registered()).toEqual(weather === 'cut-after-commit' ? ['第一件'] : []);
      const again = await recovered(() => register('第一件'));
      expect(again.status).toBe(201);
      expect(await registered()).toEqual(['第一件']);
      expect((await server.as('jiefang').get('/api/cases?size=100')).body.items[0].id).toBe(again.body.id);
    },
  );
});
