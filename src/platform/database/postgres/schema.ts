import { Client } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../data-sources.js';
import { isAway } from './faults.js';
import { migrateQueue } from './hand-out.js';
import type { PostgresSettings } from './settings.js';

/** Tries to reach the server at start, a second apart: a database that starts together with its nodes gets a minute. */
const mostTries = 60;

/** For migrations and for entities; every other statement goes through `PostgresDatabase`. */
export const postgresOptions = (
  { url }: Pick<PostgresSettings, 'url'>,
  entities: DataSourceOptions['entities'] = [],
): DataSourceOptions => ({
  type: 'postgres',
  url,
  migrations,
  migrationsTransactionMode: 'each',
  entities,
  poolSize: 4,
  extra: { connectionTimeoutMillis: 3_000 },
});

/**
 * Brings the schema up to this release; gives the names of what was done. Nodes that start together take turns: the lock is
 * the connection's, and goes with it when a node dies.
 * @throws Error when the database would forget what COMMIT has promised, or sorts by the rules of a language.
 */
export async function migratePostgres(source: DataSource, settings: Pick<PostgresSettings, 'url'>): Promise<string[]> {
  const client = new Client({ connectionString: settings.url, application_name: 'minqing-migrate' });
  await client.connect();
  try {
    await assertDependable(client);
    await client.query(`SELECT pg_advisory_lock(hashtextextended('minqing/migrations', 0))`);
    await migrateQueue(settings.url);
    return (await source.runMigrations()).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Waits for a server that is not up yet. */
export async function reachPostgres(open: () => Promise<DataSource>, pauseMillis = 1_000): Promise<DataSource> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open();
    } catch (reason) {
      if (!isAway(reason) || attempt === mostTries) throw reason;
      await new Promise((resolve) => setTimeout(resolve, pauseMillis));
    }
  }
}

/**
 * Text must be sorted by code point, as SQLite does: pages of a search are cut between sorted values, and a rule of a
 * language may change with a release of the operating system under an index that was built by the older one.
 */
async function assertDependable(client: Client): Promise<void> {
  const { rows } = await client.query<{ fsync: string; sorted: boolean; encoding: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding, 'B' < 'a' AND '丁' < '丙' AS sorted`,
  );
  const { fsync, sorted, encoding } = rows[0]!;
  if (fsync !== 'on') throw new Error('数据库未处于可靠写入模式(fsync=off)，服务未启动');
  if (encoding !== 'UTF8') throw new Error(`数据库编码为 ${encoding}，应为 UTF8，服务未启动`);
  if (!sorted)
    throw new Error(
      '数据库的排序规则不是 C，服务未启动。请这样建库：CREATE DATABASE minqing TEMPLATE template0 ENCODING UTF8 LOCALE_PROVIDER builtin BUILTIN_LOCALE "C.UTF-8"',
    );
}
