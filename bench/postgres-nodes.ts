/**
 * Completions on PostgreSQL: by one node, then by two of the same database; and what one costs the database. The database is
 * one of its own (npm package, its files in memory) or an empty one at DATABASE_URL. With fewer processors than nodes, clients and
 * database take, the ratio shows the machine, not the software.
 */
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startServerProcess } from './server-process.js';
import { StepClients, type Completions } from './step-clients.js';

interface Cluster {
  url: string;
  stop(): Promise<void>;
}

interface Costs {
  walBytes: number;
  commits: number;
  historyBytes: number;
  bytes: number;
}

const clients = 64;
const instances = Number(process.argv[2] ?? 400);
const rounds = 2;
const given = process.env['DATABASE_URL'];
const cluster: Cluster = given ? { url: given, stop: async () => undefined } : await ownCluster();
const connection = new pg.Client({ connectionString: cluster.url });
await connection.connect();
try {
  const environment = { DATABASE_URL: cluster.url };
  const first = await startServerProcess(undefined, environment);
  const one = new StepClients([first], clients);
  await one.deploy();
  await one.start(instances);
  await one.complete(1);
  const before = await costs();
  const alone = await one.complete(rounds);
  const after = await costs();
  one.close();
  const done = instances * rounds;
  const dataDir = mkdtempSync(join(tmpdir(), 'minqing-bench-second-'));
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  for (const name of ['keys', 'demo-accounts.json'])
    cpSync(join(first.dataDir, name), join(dataDir, name), { recursive: true });
  const second = await startServerProcess(dataDir, environment);
  const two = new StepClients([first, second], clients);
  await two.complete(1);
  const together = await two.complete(rounds);
  two.close();
  await second.stop();
  await first.stop();
  show('一个节点', alone);
  show('两个节点', together);
  console.log(
    `PostgreSQL，两个节点为一个节点的 ${(together.perSecond / alone.perSecond).toFixed(2)} 倍（目标 ≥ 1.6，处理器够用时；本机 ${availableParallelism()} 个，负载 ${loadavg()[0]!.toFixed(1)}）`,
  );
  console.log(
    `每次办结：WAL ${Math.round((after.walBytes - before.walBytes) / done)} 字节，事务 ${((after.commits - before.commits) / done).toFixed(1)} 个，` +
      `历史 ${Math.round((after.historyBytes - before.historyBytes) / done)} 字节，全库 ${Math.round((after.bytes - before.bytes) / done)} 字节`,
  );
} finally {
  await connection.end();
  await cluster.stop();
}

function show(label: string, { perSecond, p50, p99 }: Completions): void {
  console.log(
    `PostgreSQL，${label}，${clients} 个客户端：办结 ${perSecond.toFixed(0)} 次/秒，p50 ${p50.toFixed(1)} ms，p99 ${p99.toFixed(1)} ms`,
  );
}

/** What the database has written so far; its indexes belong to a table. */
async function costs(): Promise<Costs> {
  const { rows } = await connection.query<Record<keyof Costs, string>>(
    `SELECT pg_current_wal_insert_lsn() - '0/0' AS "walBytes", (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()) AS "commits",
       pg_total_relation_size('history_event') + pg_total_relation_size('history_payload') AS "historyBytes", pg_database_size(current_database()) AS "bytes"`,
  );
  const [row] = rows;
  return {
    walBytes: Number(row!.walBytes),
    commits: Number(row!.commits),
    historyBytes: Number(row!.historyBytes),
    bytes: Number(row!.bytes),
  };
}

/** Not compiled: the tests use it as it is. */
async function ownCluster(): Promise<Cluster> {
  const file = join(process.cwd(), 'test', 'builders', 'postgres', 'cluster.mjs');
  const { startCluster } = (await import(pathToFileURL(file).href)) as { startCluster(): Promise<Cluster> };
  return startCluster();
}
