import Sqlite from 'better-sqlite3';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../src/platform/database/data-sources.js';
import { migrateQueue } from '../../src/platform/database/postgres/hand-out.js';
import { postgresOptions } from '../../src/platform/database/postgres/schema.js';
import { openDatabaseAt, testedDatabase, type TestDatabase, type TestPlace } from '../builders/database.js';
import { createDatabase, properOptions } from '../builders/postgres/databases.js';
import type { Frozen } from './frozen.js';

/** The frozen database as its release left it, then brought up to this release. */
export async function thaw(frozen: Frozen): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqing-upgrade-'));
  mkdirSync(join(dataDir, 'keys'), { mode: 0o700 });
  for (const [name, content] of Object.entries(frozen.keys))
    writeFileSync(join(dataDir, 'keys', name), Buffer.from(content, 'base64'), { mode: 0o600 });
  return openDatabaseAt(dataDir, await placed(frozen, dataDir));
}

function placed(frozen: Frozen, dataDir: string): Promise<TestPlace> {
  return testedDatabase === 'sqlite' ? onSqlite(frozen, dataDir) : onPostgres(frozen, dataDir);
}

/** Made by the statements of that time, not by the migrations of today. */
async function onSqlite(frozen: Frozen, dataDir: string): Promise<TestPlace> {
  const handle = new Sqlite(join(dataDir, 'minqing.sqlite'));
  handle.pragma('foreign_keys = OFF');
  for (const statement of frozen.statements) handle.exec(statement);
  for (const [table, { columns, rows }] of Object.entries(frozen.rows)) {
    const insert = handle.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of rows) insert.run(row);
  }
  handle.close();
  return { environment: { DATA_DIR: dataDir }, drop: async () => undefined };
}

/** Made by the migrations that the release had, then filled with its rows. */
async function onPostgres(frozen: Frozen, dataDir: string): Promise<TestPlace> {
  const { url, drop } = await createDatabase(properOptions);
  const known = frozen.rows['migrations']!;
  const names = known.rows.map((row) => row[known.columns.indexOf('name')]);
  const then = migrations.filter(({ name }) => names.includes(name));
  const source = await new DataSource({ ...postgresOptions({ url }), migrations: then }).initialize();
  if (names.includes('WakeUps1765900000000')) await migrateQueue(url);
  await source.runMigrations();
  await source.destroy();
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const [table, { columns, rows }] of Object.entries(frozen.rows)) {
    if (table === 'migrations') continue;
    const marks = columns.map((_, index) => `$${index + 1}`).join(', ');
    // Rows that a migration itself brings (the example windows) are there already.
    const insert = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks}) ON CONFLICT DO NOTHING`;
    for (const row of rows) await client.query(insert, row);
  }
  // A server on PostgreSQL draws from its sequence: it stands where the counter stands.
  if (names.includes('KeySequence1765700000000'))
    await client.query(`SELECT setval('key_sequence', (SELECT last FROM key_counter WHERE name = 'key') + 1, false)`);
  await client.end();
  return { environment: { DATA_DIR: dataDir, DATABASE_URL: url }, drop };
}
