import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoAccount } from '../../src/features/identity/demonstration/demo-accounts.js';
import { Demonstration } from '../../src/features/identity/demonstration/demonstration.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { Provisioning } from '../../src/provisioning.js';
import { createServer } from '../../src/server.js';
import { Scheduler } from '../../src/workflow/scheduler.js';
import { Caller } from './caller.js';
import { placeDatabase, testedDatabase } from './database.js';
import { dropNoted } from './postgres/databases.js';
import { copyProvisioned } from './provisioned.js';
import { TestClock } from './test-clock.js';

export interface TestServer {
  app: NestFastifyApplication;
  /** `http://127.0.0.1:<port>` */
  url: string;
  dataDir: string;
  clock: TestClock;
  /** Demonstration accounts by username (jiefang, lingdao, ducha, chengban, chengban2, fazhi, fuzeren, lianluo, owner, auditor, admin, …). */
  accounts: Record<string, DemoAccount>;
  /** Calls the server as one of them, with Basic authentication. */
  as(username: string): Caller;
  /** One turn of the scheduler: due timers, jobs, messages, seal. Nothing of it runs by itself in tests. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

export interface ServerOptions {
  dataDir?: string;
  clock?: TestClock;
  settings?: Record<string, string>;
}

/**
 * The real server on a real socket and a database of its own, with the shipped procedures and demonstration accounts. A
 * `dataDir` handed in is kept at the end, so that a second server can go on with what the first one left.
 */
export async function startTestServer(options: ServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'minqing-server-'));
  // Timers that start processes are armed at the time of the deployment: another clock needs one of its own.
  const isUsual = !options.dataDir && !options.clock && !options.settings;
  if (isUsual) await copyProvisioned(dataDir, provision);
  return startOn(dataDir, options, isUsual);
}

/** A first start on an empty folder. */
async function provision(dataDir: string): Promise<void> {
  const server = await startOn(dataDir, { dataDir }, false);
  await server.close();
}

async function startOn(dataDir: string, options: ServerOptions, isCopy: boolean): Promise<TestServer> {
  const clock = options.clock ?? new TestClock();
  const place = await placeDatabase(dataDir);
  const config = parseConfig(
    { ...place.environment, PORT: '0', LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent', ...options.settings },
    process.cwd(),
  );
  const app = await createServer({ config, clock });
  const provisioning = app.get(Provisioning);
  await provisioning.deployShipped();
  const list = (await provisioning.demonstrate()) ?? (await app.get(Demonstration).accounts());
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const accounts = Object.fromEntries(list.map((account) => [account.username, account]));
  return {
    app,
    url,
    dataDir,
    clock,
    accounts,
    as: (username) => new Caller(url, accounts[username]!),
    tick: () => app.get(Scheduler).tick(),
    async close() {
      await app.close();
      if (options.dataDir) return;
      await (isCopy && testedDatabase === 'postgres' ? dropNoted(dataDir) : place.drop());
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
