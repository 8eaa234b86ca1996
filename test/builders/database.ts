import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { rawHandle, readerOptions, writerOptions } from '../../src/platform/database/data-sources.js';
import type { Database } from '../../src/platform/database/database.js';
import { SqliteDatabase } from '../../src/platform/database/sqlite-database.js';

export interface TestDatabase {
  database: Database;
  /** The file's folder; a key ring may live there too. */
  dataDir: string;
  reader: DataSource;
  close(): Promise<void>;
}

/** A migrated database in a folder of its own. */
export async function openTestDatabase(
  entities: NonNullable<Parameters<typeof readerOptions>[1]> = [],
): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqing-test-'));
  const file = join(dataDir, 'minqing.sqlite');
  const writer = await new DataSource(writerOptions(file)).initialize();
  await writer.runMigrations();
  const reader = await new DataSource(readerOptions(file, entities)).initialize();
  const database = new SqliteDatabase(rawHandle(writer), rawHandle(reader));
  return {
    database,
    dataDir,
    reader,
    async close() {
      await database.idle();
      await reader.destroy();
      await writer.destroy();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
