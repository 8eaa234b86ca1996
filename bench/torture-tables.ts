import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { Client } from 'pg';

/** The database of a torture run, read when no server runs. */
export interface TortureTables {
  /** Of the server. */
  settings: Record<string, string>;
  /** Tasks that history says were completed, with how often. */
  completions(): Promise<{ key: string; times: number }[]>;
  completedTasks(): Promise<string[]>;
  /** Rows that cannot stand beside each other. */
  violations(): Promise<number>;
  close(): Promise<void>;
}

type Read = <Row>(sql: string) => Promise<Row[]>;

/** With `postgres` the server at DATABASE_URL, else one of the npm package that ends with the run. */
export async function openTables(dataDir: string, postgres: boolean): Promise<TortureTables> {
  if (!postgres) return tablesOf({}, onSqlite(dataDir), async () => undefined);
  const given = process.env['DATABASE_URL'];
  const { startCluster } = (await import(join(process.cwd(), 'test/builders/postgres/cluster.mjs'))) as {
    startCluster(): Promise<{ url: string; stop(): Promise<void> }>;
  };
  const cluster = given ? { url: given, stop: async () => undefined } : await startCluster();
  return tablesOf({ DATABASE_URL: cluster.url }, onPostgres(cluster.url), () => cluster.stop());
}

function tablesOf(settings: Record<string, string>, read: Read, close: () => Promise<void>): TortureTables {
  return {
    settings,
    completions: async () =>
      (
        await read<{ key: string; times: number | string }>(
          `SELECT h.element_instance_key AS key, count(*) AS times FROM history_event h JOIN user_task t ON t.task_key = h.element_instance_key
           WHERE h.type = 'ELEMENT_COMPLETED' GROUP BY h.element_instance_key`,
        )
      ).map(({ key, times }) => ({ key, times: Number(times) })),
    completedTasks: async () =>
      (await read<{ key: string }>(`SELECT task_key AS key FROM user_task WHERE state = 'COMPLETED'`)).map(
        ({ key }) => key,
      ),
    async violations() {
      const counted = await Promise.all(contradictory.map((sql) => read<{ n: number | string }>(sql)));
      return counted.reduce((sum, [row]) => sum + Number(row!.n), 0);
    },
    close,
  };
}

const steps = `i.process_id = 'bench_steps'`;
const contradictory = [
  // An active instance of a chain has exactly one open step, with its timer; an ended one has neither.
  `SELECT count(*) AS n FROM process_instance i WHERE ${steps} AND
     (SELECT count(*) FROM user_task t WHERE t.instance_key = i.instance_key AND t.state = 'CREATED') <> CASE i.status WHEN 'active' THEN 1 ELSE 0 END`,
  `SELECT count(*) AS n FROM process_instance i WHERE ${steps} AND
     (SELECT count(*) FROM timer t WHERE t.instance_key = i.instance_key) <> CASE i.status WHEN 'active' THEN 1 ELSE 0 END`,
  // History is without gaps up to what the instance says.
  `SELECT count(*) AS n FROM process_instance i WHERE i.archive_name IS NULL AND
     (SELECT count(*) FROM history_event h WHERE h.instance_key = i.instance_key) <> i.last_seq`,
  `SELECT count(*) AS n FROM incident`,
];

function onSqlite(dataDir: string): Read {
  return async <Row>(sql: string) => {
    const handle = new Sqlite(join(dataDir, 'minqing.sqlite'), { readonly: true });
    try {
      return handle.prepare(sql).all() as Row[];
    } finally {
      handle.close();
    }
  };
}

function onPostgres(url: string): Read {
  return async <Row>(sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  };
}
