import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { parseConfig, type Config } from '../../src/platform/config/config.js';
import { rawHandle, readerOptions, writerOptions } from '../../src/platform/database/data-sources.js';
import type { Database } from '../../src/platform/database/database.js';
import { PostgresDatabase } from '../../src/platform/database/postgres/postgres-database.js';
import { migratePostgres, postgresOptions } from '../../src/platform/database/postgres/schema.js';
import { SqliteDatabase } from '../../src/platform/database/sqlite-database.js';
import { copyTemplate } from './postgres/databases.js';

/** Which one the specs of this jest project run on. */
export const testedDatabase: 'sqlite' | 'postgres' =
  (globalThis as { TEST_DATABASE?: 'postgres' }).TEST_DATABASE ?? 'sqlite';

/** Settings that point to the database beside a folder, which is made when it is not there yet. */
export interface TestPlace {
  environment: Record<string, string>;
  drop(): Promise<void>;
}

/** A second call with the same folder gives the same database, for a server that goes on where another one ended. */
export async function placeDatabase(dataDir: string): Promise<TestPlace> {
  if (testedDatabase === 'sqlite') return { environment: { DATA_DIR: dataDir }, drop: async () => undefined };
  const note = join(dataDir, 'postgres-url');
  if (existsSync(note))
    return {
      environment: { DATA_DIR: dataDir, DATABASE_URL: readFileSync(note, 'utf8') },
      drop: async () => undefined,
    };
  const copy = await copyTemplate();
  writeFileSync(note, copy.url);
  return { environment: { DATA_DIR: dataDir, DATABASE_URL: copy.url }, drop: () => copy.drop() };
}

export interface TestDatabase {
  database: Database;
  /** The file's folder; a key ring may live there too. */
  dataDir: string;
  /** Settings of a server that is to run on it. */
  environment: Record<string, string>;
  reader: DataSource;
  close(): Promise<void>;
}

/** A migrated database in a folder of its own. */
export async function openTestDatabase(
  entities: NonNullable<Parameters<typeof readerOptions>[1]> = [],
): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqing-test-'));
  return openDatabaseAt(dataDir, await placeDatabase(dataDir), entities);
}

/** A database that is there already, brought up to this release by the real migrations; it goes with its folder when closed. */
export async function openDatabaseAt(
  dataDir: string,
  place: TestPlace,
  entities: NonNullable<Parameters<typeof readerOptions>[1]> = [],
): Promise<TestDatabase> {
  const config = parseConfig(place.environment, dataDir);
  const opened = await (config.postgres ? openPostgres(config.postgres, entities) : openSqlite(config, entities));
  return {
    ...opened,
    dataDir,
    environment: place.environment,
    async close() {
      await opened.close();
      await place.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

type Opened = Omit<TestDatabase, 'dataDir' | 'environment'>;
type Entities = NonNullable<Parameters<typeof readerOptions>[1]>;

async function openSqlite({ databaseFile }: Config, entities: Entities): Promise<Opened> {
  const writer = await new DataSource(writerOptions(databaseFile)).initialize();
  await writer.runMigrations();
  const reader = await new DataSource(readerOptions(databaseFile, entities)).initialize();
  const database = new SqliteDatabase(rawHandle(writer), rawHandle(reader));
  return {
    database,
    reader,
    async close() {
      await database.idle();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

async function openPostgres(settings: NonNullable<Config['postgres']>, entities: Entities): Promise<Opened> {
  const reader = await new DataSource(postgresOptions(settings, entities)).initialize();
  await migratePostgres(reader, settings);
  const database = new PostgresDatabase(settings);
  return {
    database,
    reader,
    async close() {
      await database.close();
      await reader.destroy();
    },
  };
}
