import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoAccount } from '../../src/features/identity/demonstration/demo-accounts.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { Provisioning } from '../../src/provisioning.js';
import { createServer } from '../../src/server.js';
import { Scheduler } from '../../src/workflow/scheduler.js';
import { Caller } from '../builders/caller.js';

export interface LiveServer {
  url: string;
  account(username: string): DemoAccount;
  as(username: string): Caller;
  /** Waits until what the last request set off is done. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

/** The server as `npm start` runs it: the system's time, the scheduler at work, the built pages. */
export async function startLiveServer(): Promise<LiveServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqing-live-'));
  const config = parseConfig(
    { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent', SCHEDULER_MILLIS: '200' },
    process.cwd(),
  );
  const app = await createServer({ config });
  const provisioning = app.get(Provisioning);
  await provisioning.deployShipped();
  const accounts = (await provisioning.demonstrate())!;
  app.get(Scheduler).start();
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const account = (username: string): DemoAccount => accounts.find((candidate) => candidate.username === username)!;
  return {
    url,
    account,
    as: (username) => new Caller(url, account(username)),
    tick: () => app.get(Scheduler).tick(),
    async close() {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
