/** Reading with ten thousand and with a million instances, and starting with a hundred thousand open ones. */
import BetterSqlite3 from 'better-sqlite3';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentityRepository } from '../src/features/identity/identity.repository.js';
import { ProcessInstanceQueries } from '../src/features/orchestration-api/process-instances.queries.js';
import { InboxService } from '../src/features/tasks/inbox.service.js';
import { parseConfig, type Config } from '../src/platform/config/config.js';
import { KeyRing } from '../src/platform/keys/key-ring.js';
import { Provisioning } from '../src/provisioning.js';
import { createServer } from '../src/server.js';
import { fill, type Extent } from './large-data.js';
import { startServerProcess } from './server-process.js';

interface Reading {
  inbox: number;
  search: number;
}

const [small, large, starting]: Extent[] = [
  { instances: 10_000, open: 2_000 },
  { instances: 1_000_000, open: 200_000 },
  { instances: 100_000, open: 100_000 },
];

const few = await inFolder(small!, read);
const many = await inFolder(large!, read);
show('待办箱', few.inbox, many.inbox, 20);
show('实例检索', few.search, many.search, 50);
await inFolder(starting!, start);

function show(label: string, before: number, after: number, goal: number): void {
  console.log(
    `${label}：p95 ${after.toFixed(1)} ms（目标 ≤ ${goal}）；一万件时 ${before.toFixed(1)} ms，为其 ${(after / before).toFixed(1)} 倍（目标 ≤ 2）`,
  );
}

async function inFolder<T>(extent: Extent, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'minqing-large-'));
  try {
    await prepare(folder, extent);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(folder: string, extent: Extent): Promise<void> {
  const config = configOf(folder);
  const app = await createServer({ config });
  await app.init();
  await app.get(Provisioning).deployShipped();
  await app.get(Provisioning).demonstrate();
  const { wrapped } = app.get(KeyRing).newCaseKey();
  await app.close();
  const handle = new BetterSqlite3(config.databaseFile);
  handle.pragma('synchronous = OFF');
  handle.pragma('cache_size = -500000');
  fill(handle, extent, wrapped, (done) => {
    const bar = '█'.repeat(Math.round(done * 30)).padEnd(30, '░');
    if (process.stdout.isTTY) process.stdout.write(`\r${extent.instances} 件 ${bar} ${Math.round(done * 100)} %`);
  });
  handle.pragma('wal_checkpoint(TRUNCATE)');
  handle.close();
  if (process.stdout.isTTY) process.stdout.write('\n');
  console.log(
    `${extent.instances} 件实例，${extent.open} 件在办，数据库 ${(statSync(config.databaseFile).size / 2 ** 20).toFixed(0)} MiB`,
  );
}

async function read(folder: string): Promise<Reading> {
  const app = await createServer({ config: configOf(folder) });
  await app.init();
  try {
    const repository = app.get(IdentityRepository);
    const actors = await Promise.all(
      ['jiefang', 'lingdao', 'chengguan', 'fuzeren'].map(async (username) => {
        const credentials = await repository.credentials(username);
        return (await repository.account(credentials!.userId))!;
      }),
    );
    const inbox = app.get(InboxService);
    const instances = app.get(ProcessInstanceQueries);
    const searches = [
      { filter: { state: 'ACTIVE' } },
      { filter: { processDefinitionId: 'xf_reception' }, sort: [{ field: 'startDate', order: 'DESC' }] },
      { filter: { businessId: '基准〔2024〕5001号' } },
      { sort: [{ field: 'processInstanceKey', order: 'DESC' }], page: { from: 100, limit: 50 } },
    ];
    return {
      inbox: await p95(200, (index) =>
        inbox.list({ tab: 'group', page: 1 + (index % 3), size: 20 }, actors[index % 4]!),
      ),
      search: await p95(200, (index) => instances.find(searches[index % 4], actors[Math.floor(index / 4) % 4]!)),
    };
  } finally {
    await app.close();
  }
}

/** Milliseconds; the first tenth warms up. */
async function p95(count: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let index = -count / 10; index < count; index += 1) {
    const from = performance.now();
    await work(index + count);
    if (index >= 0) took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  return took[Math.floor(took.length * 0.95)]!;
}

async function start(folder: string): Promise<void> {
  const from = performance.now();
  const server = await startServerProcess(folder);
  const seconds = (performance.now() - from) / 1000;
  console.log(`启动：${seconds.toFixed(1)} 秒（目标 ≤ 3），内存 ${server.memory().toFixed(0)} MiB（目标 ≤ 300）`);
  await server.stop();
}

function configOf(folder: string): Config {
  return parseConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }, process.cwd());
}
