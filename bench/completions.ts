/**
 * Completions in the server's own process, held against a bare loop of the very statements they run: what the loop needs
 * is the price of the database, the rest is ours.
 */
import BetterSqlite3 from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentityRepository } from '../src/features/identity/identity.repository.js';
import { TasksService } from '../src/features/tasks/tasks.service.js';
import type { Actor } from '../src/platform/actor.js';
import { parseConfig } from '../src/platform/config/config.js';
import { cacheKibibytes } from '../src/platform/database/data-sources.js';
import { Database, type SqlTransaction, type SqlValue } from '../src/platform/database/database.js';
import { Provisioning } from '../src/provisioning.js';
import { createServer } from '../src/server.js';
import { Definitions } from '../src/workflow/definitions/definitions.js';
import { Deployer } from '../src/workflow/definitions/deployer.js';
import { Runner } from '../src/workflow/runner/runner.js';
import { stepsDiagram, stepsProcess } from './steps-diagram.js';

type Statement = readonly [sql: string, parameters: readonly SqlValue[], reads: boolean];

const steps = 8;
const callers = 64;
const instances = 640;

const folder = mkdtempSync(join(tmpdir(), 'minqing-completions-'));
const config = parseConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }, process.cwd());
const app = await createServer({ config });
await app.init();
try {
  const provisioning = app.get(Provisioning);
  await provisioning.demonstrate();
  const database = app.get(Database);
  const tasks = app.get(TasksService);
  const row = await database.get<{ id: string }>(`SELECT id FROM app_user WHERE username = 'jiefang'`);
  const actor = (await app.get(IdentityRepository).account(row!.id))!;
  const files = [{ name: 'bench_steps.bpmn', content: stepsDiagram(steps) }];
  await app.get(Deployer).deploy({ files, note: '', userId: actor.userId });
  await startAll(actor);

  const open = (): Promise<{ key: string }[]> =>
    database.all(`SELECT task_key AS key FROM user_task WHERE state = 'CREATED' AND process_id = ? ORDER BY task_key`, [
      stepsProcess,
    ]);
  const complete = (key: string): Promise<unknown> => tasks.complete(key, { note: '同意' }, {}, actor);

  for (const { key } of await open()) await complete(key);
  const copy = join(folder, 'before.sqlite');
  await copyOf(config.databaseFile, copy);
  const recorded = await recording(database, async () => run(await open(), callers, complete));
  const bare = replay(copy, recorded, callers);
  const many = await run(await open(), callers, complete);
  report('64 名等待者', many, bare, (ratio) => ratio * 100 >= 50);

  const single = (await open()).slice(0, 200);
  const copyOne = join(folder, 'before-one.sqlite');
  await copyOf(config.databaseFile, copyOne);
  const recordedOne = await recording(database, () => run(single, 1, complete));
  const bareOne = replay(copyOne, recordedOne, 1);
  const one = await run((await open()).slice(200, 600), 1, complete);
  console.log(
    `1 名等待者：每次 ${(1000 / one).toFixed(2)} ms，裸可靠事务 ${(1000 / bareOne).toFixed(2)} ms，${(bareOne / one).toFixed(2)} 倍（目标 ≤ 1.5）`,
  );
  console.log(`合组提交：为每次一个 fsync 的 ${(many / one).toFixed(1)} 倍（目标 ≥ 5）`);

  async function startAll(by: Actor): Promise<void> {
    const runner = app.get(Runner);
    const definition = await app.get(Definitions).latest(stepsProcess);
    await Promise.all(
      Array.from({ length: instances }, (_, index) =>
        database.write((transaction) =>
          runner.start(transaction, { definition, variables: { number: index }, actor: by }),
        ),
      ),
    );
  }
} finally {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Gives completions a second. */
async function run(
  open: readonly { key: string }[],
  clients: number,
  complete: (key: string) => Promise<unknown>,
): Promise<number> {
  const queue = open.map(({ key }) => key);
  const started = performance.now();
  const client = async (): Promise<void> => {
    for (let key = queue.pop(); key; key = queue.pop()) await complete(key);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (open.length / (performance.now() - started)) * 1000;
}

/** Statements of each write in the order they ran. */
async function recording(database: Database, work: () => Promise<unknown>): Promise<Statement[][]> {
  const writes: Statement[][] = [];
  const original = database.write.bind(database);
  database.write = (member) =>
    original((transaction) => {
      const statements: Statement[] = [];
      writes.push(statements);
      return member(recorded(transaction, statements));
    });
  await work();
  database.write = original;
  return writes;
}

function recorded(transaction: SqlTransaction, into: Statement[]): SqlTransaction {
  return {
    all: (sql, parameters = []) => (into.push([sql, parameters, true]), transaction.all(sql, parameters)),
    get: (sql, parameters = []) => (into.push([sql, parameters, true]), transaction.get(sql, parameters)),
    run: (sql, parameters = []) => (into.push([sql, parameters, false]), transaction.run(sql, parameters)),
    dialect: transaction.dialect,
    locks: transaction.locks,
    lock: (...locks) => transaction.lock(...locks),
    afterCommit: (effect) => transaction.afterCommit(effect),
  };
}

/** Runs the same statements with as many to a transaction on a bare handle. Gives writes a second. */
function replay(file: string, writes: readonly Statement[][], groupSize: number): number {
  const handle = new BetterSqlite3(file);
  handle.pragma('journal_mode = WAL');
  handle.pragma('synchronous = FULL');
  handle.pragma('foreign_keys = ON');
  handle.pragma(`cache_size = -${cacheKibibytes}`);
  const prepared = new Map<string, BetterSqlite3.Statement>();
  for (const [sql] of writes.flat()) if (!prepared.has(sql)) prepared.set(sql, handle.prepare(sql));
  const [begin, commit] = [handle.prepare('BEGIN IMMEDIATE'), handle.prepare('COMMIT')];
  const started = performance.now();
  for (let from = 0; from < writes.length; from += groupSize) {
    begin.run();
    for (const statements of writes.slice(from, from + groupSize))
      for (const [sql, parameters, reads] of statements) {
        const statement = prepared.get(sql)!;
        if (reads || statement.reader) statement.all(...parameters);
        else statement.run(...parameters);
      }
    commit.run();
  }
  const perSecond = (writes.length / (performance.now() - started)) * 1000;
  handle.close();
  console.log(`每次办理 ${(writes.flat().length / writes.length).toFixed(1)} 条语句`);
  return perSecond;
}

async function copyOf(from: string, to: string): Promise<void> {
  const handle = new BetterSqlite3(from, { readonly: true });
  await handle.backup(to);
  handle.close();
}

function report(label: string, ours: number, bare: number, meets: (ratio: number) => boolean): void {
  const ratio = ours / bare;
  console.log(
    `${label}：${ours.toFixed(0)} 次/秒，同样语句的裸循环 ${bare.toFixed(0)} 次/秒，${(ratio * 100).toFixed(0)} %（目标 ≥ 50 %，${meets(ratio) ? '达到' : '未达到'}）`,
  );
}
