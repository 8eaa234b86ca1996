import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migratePostgres, postgresOptions } from '../../../src/platform/database/postgres/schema.js';

/** What the set-up of the run (setup.mjs) has left. */
interface RunSettings {
  /** Of a database from which others are made. */
  server: string;
  /** The migrated database that tests copy; names of other databases of this run begin with it. */
  template: string;
}

const runSettings = (): RunSettings => JSON.parse(process.env['TEST_POSTGRES_RUN']!) as RunSettings;

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

/** How a database is to be made. */
export const properOptions = `TEMPLATE template0 ENCODING UTF8 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'`;

export interface PostgresCopy {
  url: string;
  drop(): Promise<void>;
}

/** A copy of the migrated database; some 50 ms. */
export async function copyTemplate(): Promise<PostgresCopy> {
  await (templateReady ??= makeTemplate());
  return createDatabase(`TEMPLATE ${runSettings().template}`);
}

/** @param options of CREATE DATABASE */
export async function createDatabase(options: string): Promise<PostgresCopy> {
  const { server, template } = runSettings();
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} ${options}`));
  return {
    url: databaseUrl(server, name),
    drop: async () => {
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Name of the provisioned template of this run. */
let provisioned: Promise<string> | undefined;

/**
 * Makes the provisioned template, once in a run.
 * @param make gives the folder beside the database it has filled (`postgres-url` there names it)
 */
export const makeOnce = (make: (name: string) => Promise<string>): Promise<string> =>
  (provisioned ??= onServer(async (client) => {
    const name = `${runSettings().template}_provisioned`;
    await client.query(`SELECT pg_advisory_lock(hashtextextended($1, 0))`, [name]);
    const { rows } = await client.query(`SELECT 1 FROM pg_database WHERE datname = $1`, [name]);
    if (rows.length > 0) return name;
    const filled = new URL(readFileSync(join(await make(name), 'postgres-url'), 'utf8')).pathname.slice(1);
    await client.query(`ALTER DATABASE ${filled} RENAME TO ${name}`);
    return name;
  }));

/** A copy of a database of this run, noted in the folder of the server that is to use it. */
export async function copyOf(name: string, dataDir: string): Promise<void> {
  const copy = await createDatabase(`TEMPLATE ${name}`);
  writeFileSync(join(dataDir, 'postgres-url'), copy.url);
}

/** Drops the database that is noted in a folder; nothing where the folder is gone, as after a second close. */
export async function dropNoted(dataDir: string): Promise<void> {
  const note = join(dataDir, 'postgres-url');
  if (!existsSync(note)) return;
  const name = new URL(readFileSync(note, 'utf8')).pathname.slice(1);
  await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

let templateReady: Promise<void> | undefined;

/** The real migrations, once in a run: whoever is first makes it, and gives it its name when it is complete. */
function makeTemplate(): Promise<void> {
  return onServer(async (client) => {
    const { server, template } = runSettings();
    await client.query(`SELECT pg_advisory_lock(hashtextextended($1, 0))`, [template]);
    const { rows } = await client.query(`SELECT 1 FROM pg_database WHERE datname = $1`, [template]);
    if (rows.length > 0) return;
    const building = `${template}_building`;
    await client.query(`CREATE DATABASE ${building} ${properOptions}`);
    const url = databaseUrl(server, building);
    const source = await new DataSource(postgresOptions({ url })).initialize();
    await migratePostgres(source, { url });
    await source.destroy();
    await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
  });
}

async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: runSettings().server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
