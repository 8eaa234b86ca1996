import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TestClock } from '../../../test/builders/test-clock.js';
import { parseConfig } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Draining } from '../../platform/shutdown/draining.js';
import { Provisioning } from '../../provisioning.js';
import { createServer } from '../../server.js';
import { Scheduler } from '../../workflow/scheduler.js';

const allWell = { server: 'ok', database: 'ok', schema: 'ok', processes: 'ok', scheduler: 'ok', storage: 'ok' };

describe('health', () => {
  let dataDir: string;
  let app: NestFastifyApplication;
  const clock = new TestClock();

  async function open(settings: Record<string, string> = {}): Promise<void> {
    const config = parseConfig(
      { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', SCHEDULER_MILLIS: '60000', ...settings },
      process.cwd(),
    );
    app = await createServer({ config, clock });
    await app.getHttpAdapter().getInstance().ready();
  }
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minqing-health-'));
    await open();
  });
  afterEach(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = async (path: string): Promise<[number, unknown]> => {
    const answer = await app.inject({ method: 'GET', url: path });
    return [answer.statusCode, answer.json()];
  };
  const unready = (checks: object): [number, unknown] => [503, { status: 'unavailable', checks }];
  async function begin(): Promise<void> {
    await app.get(Provisioning).deployShipped();
    app.get(Scheduler).start();
    await app.get(Scheduler).settled();
  }

  it('is live as soon as the process answers, and ready only with a procedure to run and somebody to turn', async () => {
    expect(await ask('/health/live')).toEqual([200, { status: 'ok' }]);
    expect(await ask('/health/ready')).toEqual(
      unready({ ...allWell, processes: 'none deployed', scheduler: 'not started' }),
    );
    await begin();
    expect(await ask('/health/ready')).toEqual([200, { status: 'ok', checks: allWell }]);
  });

  it('is not ready while nothing can be written, and says no more than that', async () => {
    await begin();
    const database = app.get(Database);
    const write = database.write.bind(database);
    database.write = () => Promise.reject(Object.assign(new Error('disk is full: /var/lib'), { code: 'SQLITE_FULL' }));
    expect(await ask('/health/ready')).toEqual(unready({ ...allWell, database: 'unavailable' }));
    expect(await ask('/health/live')).toEqual([200, { status: 'ok' }]);
    database.write = write;
    expect((await ask('/health/ready'))[0]).toBe(200);
  });

  it('is not ready when the scheduler has not turned for more than a minute', async () => {
    await begin();
    clock.passMinutes(3);
    expect(await ask('/health/ready')).toEqual(unready({ ...allWell, scheduler: 'stalled' }));
  });

  it('is not ready on the tables of another release', async () => {
    await begin();
    await app
      .get(Database)
      .write((transaction) =>
        transaction.run(`INSERT INTO migrations (timestamp, name) VALUES (9, 'OfTheNextRelease9')`),
      );
    expect(await ask('/health/ready')).toEqual(unready({ ...allWell, schema: 'other release' }));
  });

  it('is not ready when the disk is fuller than it may be', async () => {
    await app.close();
    await open({ MIN_FREE_MB: '1000000' });
    const { bsize, bavail } = await import('node:fs/promises').then(({ statfs }) => statfs(dataDir));
    // A machine with a tebibyte free has no disk that this could be shown on.
    const expected = bavail * bsize >= 1e6 * 1024 * 1024 ? 'ok' : 'nearly full';
    await begin();
    expect((await ask('/health/ready'))[1]).toMatchObject({ checks: { ...allWell, storage: expected } });
  });

  it('says before anything else that it is ending, and turns away what is new', async () => {
    await begin();
    app.get(Draining).begin();
    expect(await ask('/health/ready')).toEqual(unready({ ...allWell, server: 'stopping' }));
    expect(await ask('/health/live')).toEqual([200, { status: 'ok' }]);
    const refused = await app.inject({ method: 'GET', url: '/api/session' });
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'stopping']);
    expect(refused.headers).toMatchObject({ connection: 'close', 'retry-after': '15' });
  });
});
