import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessment, petition, talk } from './petition.js';
import { startServerProcess, type ServerProcess } from './server-process.js';

interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

const headers = (server: ServerProcess): Record<string, string> => ({
  authorization: server.authorization('jiefang'),
  'content-type': 'application/json',
});

async function call<T>(server: ServerProcess, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(server.url + path, {
    method,
    headers: headers(server),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Open tasks of one step that the receptionist may take. */
async function tasksOf(server: ServerProcess, elementId: string, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let page = 1; found.length < count; page += 1) {
    const list = await call<{ items: { taskKey: string; elementId: string }[] }>(
      server,
      'GET',
      `/api/inbox?tab=group&size=100&page=${page}`,
    );
    if (list.items.length === 0) break;
    found.push(...list.items.filter((item) => item.elementId === elementId).map((item) => item.taskKey));
  }
  if (found.length < count) throw new Error(`only ${found.length} of ${count} tasks ${elementId}`);
  return found.slice(0, count);
}

async function register(server: ServerProcess, count: number): Promise<void> {
  let left = count;
  const one = async (): Promise<void> => {
    while (left-- > 0) await call(server, 'POST', '/api/cases', petition(left));
  };
  await Promise.all(Array.from({ length: 8 }, one));
  // The receipt is issued by a job; the next step opens behind it.
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const list = await call<{ total: number }>(server, 'GET', `/api/inbox?tab=group&size=1`);
    if (list.total >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('registered cases did not reach their first step');
}

async function complete(server: ServerProcess, tasks: string[], values: object, clients: number): Promise<Measured> {
  const queue = [...tasks];
  const took: number[] = [];
  const started = performance.now();
  const client = async (): Promise<void> => {
    for (let key = queue.pop(); key; key = queue.pop()) {
      const from = performance.now();
      await call(server, 'POST', `/api/tasks/${key}/completion`, { values, version: 1 });
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  took.sort((a, b) => a - b);
  return {
    perSecond: tasks.length / seconds,
    p50: took[Math.floor(took.length / 2)]!,
    p99: took[Math.floor(took.length * 0.99)]!,
  };
}

/** The yardstick: durable transactions of about the size of one completion on a bare handle. */
function bareTransactions(): number {
  const folder = mkdtempSync(join(tmpdir(), 'minqing-bare-'));
  const database = new Database(join(folder, 'bare.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(
    'CREATE TABLE instance (id INTEGER PRIMARY KEY, state TEXT); CREATE TABLE event (id INTEGER PRIMARY KEY, body TEXT)',
  );
  const update = database.prepare(
    'INSERT INTO instance (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
  );
  const insert = database.prepare('INSERT INTO event (body) VALUES (?)');
  const state = 'x'.repeat(8_000);
  const body = 'y'.repeat(300);
  const one = database.transaction((id: number) => {
    update.run(id % 100, state);
    for (let event = 0; event < 8; event += 1) insert.run(body);
  });
  const count = 500;
  const started = performance.now();
  for (let id = 0; id < count; id += 1) one(id);
  const perSecond = (count / (performance.now() - started)) * 1000;
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return perSecond;
}

function averageStateBytes(server: ServerProcess): number {
  const database = new Database(join(server.dataDir, 'minqing.sqlite'), { readonly: true });
  const row = database.prepare('SELECT avg(length(CAST(state AS BLOB))) AS bytes FROM process_instance').get() as {
    bytes: number;
  };
  database.close();
  return row.bytes;
}

const show = (label: string, measured: Measured, bare: number): void => {
  const ratio = (measured.perSecond / bare) * 100;
  console.log(
    `${label}：${measured.perSecond.toFixed(1)} 次/秒（为裸事务的 ${ratio.toFixed(1)} %），p50 ${measured.p50.toFixed(1)} ms，p99 ${measured.p99.toFixed(1)} ms`,
  );
};

const server = await startServerProcess();
try {
  const idle = server.memory();
  await register(server, 1_000);
  const loaded = server.memory();
  const bare = bareTransactions();
  console.log(`裸 SQLite 可靠事务（WAL、FULL，同一次运行）：${bare.toFixed(0)} 次/秒`);
  const talks = await tasksOf(server, 'task_talk', 600);
  show('办结步骤，1 个客户端', await complete(server, talks.slice(0, 100), talk, 1), bare);
  show('办结步骤，32 个客户端', await complete(server, talks.slice(100), talk, 32), bare);
  const assessments = await tasksOf(server, 'task_assess', 400);
  show('办结步骤（研判），32 个客户端', await complete(server, assessments, assessment, 32), bare);
  console.log(`保存的实例状态：平均 ${(averageStateBytes(server) / 1024).toFixed(1)} KiB`);
  console.log(`内存：空载 ${idle.toFixed(0)} MiB；1,000 件在办时 ${loaded.toFixed(0)} MiB`);
} finally {
  await server.stop();
}
