import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TestClock } from '../../../test/builders/test-clock.js';
import { parseConfig } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Provisioning } from '../../provisioning.js';
import { createServer } from '../../server.js';

describe('health', () => {
  let dataDir: string;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minqing-health-'));
    const config = parseConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }, process.cwd());
    app = await createServer({ config, clock: new TestClock() });
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = async (path: string): Promise<[number, unknown]> => {
    const answer = await app.inject({ method: 'GET', url: path });
    return [answer.statusCode, answer.json()];
  };

  it('is live as soon as the process answers, and ready only with a procedure to run', async () => {
    expect(await ask('/health/live')).toEqual([200, { status: 'ok' }]);
    expect(await ask('/health/ready')).toEqual([
      503,
      { status: 'unavailable', checks: { database: 'ok', processes: 'none deployed' } },
    ]);
    await app.get(Provisioning).deployShipped();
    expect(await ask('/health/ready')).toEqual([200, { status: 'ok', checks: { database: 'ok', processes: 'ok' } }]);
  });

  it('is not ready while nothing can be written, and says no more than that', async () => {
    const database = app.get(Database);
    const write = database.write.bind(database);
    database.write = () => Promise.reject(Object.assign(new Error('disk is full: /var/lib'), { code: 'SQLITE_FULL' }));
    expect(await ask('/health/ready')).toEqual([
      503,
      { status: 'unavailable', checks: { database: 'unavailable', processes: 'ok' } },
    ]);
    expect(await ask('/health/live')).toEqual([200, { status: 'ok' }]);
    database.write = write;
    expect((await ask('/health/ready'))[0]).toBe(200);
  });
});
