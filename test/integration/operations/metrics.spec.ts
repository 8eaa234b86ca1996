import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../../../src/platform/clock/clock.js';
import { Database } from '../../../src/platform/database/database.js';
import { answers } from '../../builders/answers.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { testedDatabase } from '../../builders/database.js';

const petition = {
  title: '反映村道损坏影响出行',
  summary: '信访人反映村道损坏多年。',
  category: '99',
  petitioner: { name: '欧阳听雨', idType: '居民身份证', idNumber: '11010519491231002X', phone: '13912345678' },
  demands: ['要求修复村道'],
};
const token = 'monitoring-token-of-at-least-32-characters';

describe('/metrics', () => {
  let server: TestServer;
  beforeEach(async () => (server = await startTestServer()));
  afterEach(() => server.close());

  const read = async (headers: Record<string, string> = {}): Promise<[status: number, text: string]> => {
    const response = await fetch(`${server.url}/metrics`, { headers });
    return [response.status, await response.text()];
  };
  /** Value of one sample, by its name and labels as they are written. */
  const sample = (text: string, name: string): number | undefined => {
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  };

  it('tells what was done and what is open', async () => {
    const office = new Office(server);
    const matter = await office.register(petition);
    await office.complete(
      'jiefang',
      matter.id,
      'task_talk',
      answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已登记。' }]),
    );
    const [status, text] = await read();
    expect(status).toBe(200);
    expect(sample(text, 'minqing_commands_total{command="start",result="ok"}')).toBe(1);
    expect(sample(text, 'minqing_commands_total{command="completeTask",result="ok"}')).toBe(1);
    expect(sample(text, 'minqing_command_seconds_count{command="completeTask"}')).toBe(1);
    expect(sample(text, 'minqing_open_waits{kind="userTask"}')).toBeGreaterThan(0);
    expect(sample(text, 'minqing_open_waits{kind="timer"}')).toBeGreaterThan(0);
    expect(sample(text, 'minqing_http_requests_total{method="POST",route="/api/cases",status="201"}')).toBe(1);
    expect(sample(text, 'minqing_http_request_seconds_count{method="POST",route="/api/tasks/:key/completion"}')).toBe(
      1,
    );
    expect(sample(text, 'minqing_write_group_size_count')).toBeGreaterThan(0);
    for (const name of ['minqing_write_queue', 'minqing_timers_overdue', 'minqing_history_unsealed_events'])
      expect([name, sample(text, name)]).toEqual([name, 0]);
    const ofDatabase = { sqlite: 'minqing_database_wal_bytes', postgres: 'minqing_database_pool{state="total"}' };
    expect(sample(text, ofDatabase[testedDatabase])).toBeGreaterThan(0);
    expect(sample(text, 'nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('tells how late timers fire, and which are overdue', async () => {
    await new Office(server).register(petition);
    server.clock.passDays(40);
    expect(sample((await read())[1], 'minqing_timers_overdue')).toBeGreaterThan(0);
    await server.tick();
    const [, text] = await read();
    expect(sample(text, 'minqing_timers_overdue')).toBe(0);
    expect(sample(text, 'minqing_timer_lateness_seconds_count')).toBeGreaterThan(0);
    expect(sample(text, 'minqing_timer_lateness_seconds_sum')).toBeGreaterThan(86_400);
  });

  it('counts what was refused, jobs and incidents, and forgets those that are over', async () => {
    await new Office(server).register(petition);
    const database = server.app.get(Database);
    const now = server.app.get(Clock).instant();
    const [instance] = await database.all<{ key: string }>(`SELECT instance_key AS key FROM process_instance`);
    await database.write(async (transaction) => {
      await transaction.run(
        `INSERT INTO incident (incident_key, instance_key, element_id, element_instance_key, error_type, message, state, created_at)
         VALUES ('1', ?, 'e', '2', 'EXTRACT_VALUE_ERROR', '', 'ACTIVE', ?)`,
        [instance!.key, now],
      );
    });
    expect(sample((await read())[1], 'minqing_incidents{type="EXTRACT_VALUE_ERROR"}')).toBe(1);
    await database.write((transaction) => transaction.run(`UPDATE incident SET state = 'RESOLVED'`));
    expect(sample((await read())[1], 'minqing_incidents{type="EXTRACT_VALUE_ERROR"}')).toBeUndefined();
  });

  it('has few values for each label, and no keys, names or addresses', async () => {
    const matter = await new Office(server).register(petition);
    const caller = server.as('jiefang');
    for (const path of [
      `/api/cases/${matter.id}`,
      `/api/cases/${encodeURIComponent(petition.petitioner.name)}`,
      `/api/cases?q=${encodeURIComponent(petition.petitioner.phone)}`,
      `/api/nothing/${petition.petitioner.idNumber}`,
      `/nowhere/${petition.petitioner.idNumber}`,
    ])
      await caller.get(path);
    const [, text] = await read();
    const samples = text.split('\n').filter((line) => line.startsWith('minqing_'));
    for (const secret of [
      matter.id,
      matter.number,
      matter.instanceKey,
      'jiefang',
      ...Object.values(petition.petitioner),
      encodeURIComponent(petition.petitioner.name),
    ])
      expect([secret, samples.filter((line) => line.includes(secret))]).toEqual([secret, []]);
    expect(sample(text, 'minqing_http_requests_total{method="GET",route="unmatched",status="404"}')).toBe(1);
    expect(sample(text, 'minqing_http_requests_total{method="GET",route="/api/cases/:id",status="404"}')).toBe(1);
  });

  it('is for programs on this machine, and not for what a proxy on it passes on', async () => {
    for (const [name, value] of [
      ['x-forwarded-for', '203.0.113.7'],
      ['forwarded', 'for=203.0.113.7'],
    ] as const) {
      const [status, text] = await read({ [name]: value });
      expect([status, JSON.parse(text).code]).toEqual([403, 'metrics-local']);
    }
  });

  it('is for whoever has the token, where there is one', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'minqing-metrics-'));
    await server.close();
    server = await startTestServer({ dataDir, settings: { METRICS_TOKEN: token } });
    expect((await read())[0]).toBe(401);
    expect((await read({ authorization: `Bearer ${token}x` }))[0]).toBe(401);
    expect((await read({ authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.7' }))[0]).toBe(200);
    rmSync(dataDir, { recursive: true, force: true });
  });
});
