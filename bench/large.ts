/** Reading with ten thousand and with a million instances, and starting with a hundred thousand open ones. */
import BetterSqlite3 from 'better-sqlite3';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentityRepository } from '../src/features/identity/identity.repository.js';
import { ProcessInstanceQueries } from '../src/features/orchestration-api/process-instances.queries.js';
import { InboxService } from '../src/features/tasks/inbox.service.js';
import { parseConfig, type Config } from '../src/platform/config/config.js';
import { KeyRing } from '../src/platform/keys/key-ring.js';
import { Provisioning } from '../src/provisioning.js';
import { createServer } from '../src/server.js';
import { WORK_CALENDAR } from '../src/workflow/ports/tokens.js';
import { fill, type Extent } from './large-data.js';
import { startServerProcess } from './server-process.js';

/** 95th percentiles in milliseconds by who asks. */
type Reading = Record<'inbox' | 'search', Record<string, number>>;

const small: Extent = { instances: 10_000, open: 2_000 };
const large: Extent = { instances: 1_000_000, open: 200_000 };
const starting: Extent = { instances: 100_000, open: 100_000 };

/** Kinds of people, by how many of the instances they see. */
const people: Record<string, string> = {
  chengguan: '一个没有件的乡镇',
  chengban: '一个单位（百分之一）',
  jiefang: '一个单位和自己办过的（百分之三）',
  jiefang2: '办过几乎全部的人',
  lingdao: '全县领导',
  auditor: '全县审计',
};

const searches = [
  { filter: { state: 'ACTIVE' } },
  { filter: { processDefinitionId: 'xf_reception' }, sort: [{ field: 'startDate', order: 'DESC' }] },
  { filter: { businessId: '基准〔2024〕5001号' } },
  { sort: [{ field: 'processInstanceKey', order: 'DESC' }], page: { from: 100, limit: 50 } },
];

const few = await inFolder(small, read);
const many = await inFolder(large, read);
for (const username of Object.keys(people)) {
  show('待办箱', username, few.inbox, many.inbox, 20);
  show('实例检索', username, few.search, many.search, 50);
}
await inFolder(starting, start);

function show(
  label: string,
  username: string,
  before: Record<string, number>,
  after: Record<string, number>,
  goal: number,
): void {
  const [small, large] = [before[username]!, after[username]!];
  console.log(
    `${label}，${people[username]}：p95 ${large.toFixed(1)} ms（目标 ≤ ${goal}）；一万件时 ${small.toFixed(1)} ms，为其 ${(large / small).toFixed(1)} 倍（目标 ≤ 2）`,
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
  const { version } = app.get<{ version: string }>(WORK_CALENDAR);
  await app.close();
  const handle = new BetterSqlite3(config.databaseFile);
  handle.pragma('synchronous = OFF');
  handle.pragma('cache_size = -500000');
  const from = performance.now();
  fill(handle, extent, wrapped, version, progressOf(extent));
  handle.pragma('wal_checkpoint(TRUNCATE)');
  handle.close();
  console.log(
    `${extent.instances} 件实例，${extent.open} 件在办：${((performance.now() - from) / 1000).toFixed(0)} 秒写成，数据库 ${(statSync(config.databaseFile).size / 2 ** 20).toFixed(0)} MiB，负载 ${loadavg()[0]!.toFixed(1)}`,
  );
}

/** A bar on a terminal, a line every tenth where the output goes to a file. */
function progressOf({ instances }: Extent): (done: number) => void {
  let tenths = 0;
  return (done) => {
    const bar = `${'█'.repeat(Math.round(done * 30)).padEnd(30, '░')} ${Math.round(done * 100)} %`;
    if (process.stdout.isTTY) process.stdout.write(`\r${instances} 件 ${bar}${done >= 1 ? '\n' : ''}`);
    else if (instances >= 100_000 && Math.floor(done * 10) > tenths) {
      tenths = Math.floor(done * 10);
      console.log(`${instances} 件 ${bar}`);
    }
  };
}

async function read(folder: string): Promise<Reading> {
  const app = await createServer({ config: configOf(folder) });
  await app.init();
  try {
    const repository = app.get(IdentityRepository);
    const inbox = app.get(InboxService);
    const instances = app.get(ProcessInstanceQueries);
    const reading: Reading = { inbox: {}, search: {} };
    for (const username of Object.keys(people)) {
      const credentials = await repository.credentials(username);
      const actor = (await repository.account(credentials!.userId))!;
      reading.inbox[username] = await p95(100, (index) =>
        inbox.list({ tab: 'group', page: 1 + (index % 3), size: 20 }, actor),
      );
      reading.search[username] = await p95(60, (index) => instances.find(searches[index % searches.length], actor));
    }
    return reading;
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
  const memory = server.memory();
  await server.stop();
  // The yardstick: the same server on an empty database, whose schema and accounts it has to make as well.
  const emptyFrom = performance.now();
  const empty = await startServerProcess();
  const emptySeconds = (performance.now() - emptyFrom) / 1000;
  await empty.stop();
  console.log(
    `启动：${seconds.toFixed(1)} 秒（目标 ≤ 3；空库首次启动 ${emptySeconds.toFixed(1)} 秒），内存 ${memory.toFixed(0)} MiB（目标 ≤ 300），负载 ${loadavg()[0]!.toFixed(1)}`,
  );
}

function configOf(folder: string): Config {
  return parseConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }, process.cwd());
}
