import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers } from '../builders/answers.js';
import { urge } from '../builders/answers/urge.js';
import { Office } from '../builders/office.js';
import { startTestServer, type TestServer } from '../builders/server.js';
import { TestClock } from '../builders/test-clock.js';

const petition = {
  title: '反映村道损坏影响出行',
  summary: '信访人反映村道损坏多年。',
  category: '99',
  demands: ['要求修复村道'],
};

describe('a server that was down', () => {
  const clock = new TestClock();
  let dataDir: string;
  let server: TestServer;
  beforeAll(() => (dataDir = mkdtempSync(join(tmpdir(), 'minqing-downtime-'))));
  beforeEach(async () => (server = await startTestServer({ dataDir, clock })));
  afterEach(() => server.close());
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('makes up for timers that fell due meanwhile, each once, and goes on with the same people', async () => {
    const matter = await new Office(server).register(petition);
    await server.close();

    clock.set('2026-07-01T01:00:00.000Z');
    server = await startTestServer({ dataDir, clock });
    const office = new Office(server);
    await server.tick();
    await server.tick();
    expect((await server.as('jiefang').get('/api/reminders')).body).toHaveLength(1);
    const urging = (await server.as('ducha').get('/api/inbox?tab=group')).body;
    expect(urging.items.map((item: { elementId: string }) => item.elementId)).toEqual(['task_call']);

    await office.complete('ducha', matter.id, 'task_call', urge.call());
    await office.complete(
      'jiefang',
      matter.id,
      'task_talk',
      answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已登记。' }]),
    );
    expect(await office.find('jiefang', matter.id, 'task_assess')).toBeDefined();
    const timeline = (await server.as('jiefang').get(`/api/audit/instances/${matter.instanceKey}/timeline`)).body as {
      type: string;
      late?: boolean;
    }[];
    const fired = timeline.filter((event) => event.type === 'TIMER_FIRED');
    expect(fired.map((event) => event.late)).toEqual([true, true]);
    expect((await server.as('auditor').post('/api/audit/verify', {})).body).toMatchObject({ status: 'intact' });
  });

  it('keeps the passwords of its demonstration accounts', async () => {
    expect((await server.as('owner').get('/api/session')).body).toMatchObject({ user: { username: 'owner' } });
  });
});
