import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { parseConfig, type Config } from '../platform/config/config.js';
import { rawHandle, readerOptions } from '../platform/database/data-sources.js';
import type { Database } from '../platform/database/database.js';
import { PostgresDatabase } from '../platform/database/postgres/postgres-database.js';
import { SqliteDatabase } from '../platform/database/sqlite-database.js';
import { KeyRing } from '../platform/keys/key-ring.js';
import { HistoryReader } from '../workflow/history/history-reader.js';
import { HistoryWriter } from '../workflow/history/history-writer.js';

/** What keeps a command from its work; the message says what to do. */
export class CommandFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandFault';
  }
}

export interface OpenHistory {
  keys: KeyRing;
  reader: HistoryReader;
  close(): Promise<void>;
}

/**
 * The history of this server, opened for reading only: neither the database nor the keys are made when they are missing.
 * @throws CommandFault, ConfigError, KeyFileError
 */
export async function openHistory(env: Record<string, string | undefined>, cwd: string): Promise<OpenHistory> {
  const config = parseConfig(env, cwd);
  if (!config.postgres) return openHistoryFile(config, config.databaseFile);
  const keys = existingKeys(config);
  const database = new PostgresDatabase(config.postgres);
  return historyOf(database, keys, () => database.close());
}

/** The history in a database file, which need not be the one that the server uses, with this installation's keys. */
export async function openHistoryFile(config: Config, file: string): Promise<OpenHistory> {
  const keys = existingKeys(config);
  if (!existsSync(file))
    throw new CommandFault('没有找到数据库文件。请确认 DATA_DIR(或 DATABASE_URL)与服务器的设置一致。');
  const source = await new DataSource(readerOptions(file)).initialize();
  const handle = rawHandle(source);
  // One read-only handle stands for both: whoever tried to write would be refused by SQLite.
  const database = new SqliteDatabase(handle, handle);
  return historyOf(database, keys, () => source.destroy());
}

async function historyOf(database: Database, keys: KeyRing, close: () => Promise<void>): Promise<OpenHistory> {
  await assertMasterKey(database, keys).catch(async (reason: unknown) => {
    await close();
    throw reason;
  });
  return { keys, reader: new HistoryReader(database, new HistoryWriter(keys), keys), close };
}

/** @throws CommandFault for what works on the file of SQLite alone */
export function expectSqlite(config: Config): void {
  if (config.postgres)
    throw new CommandFault(
      '数据库在 PostgreSQL 上，请用 pg_dump 备份、用 pg_restore 恢复，做法见 docs/three-nodes.md；之后运行 verify 校验。',
    );
}

/** @throws CommandFault naming the key files that are missing: none is made, which would lock out what exists. */
export function existingKeys(config: Config): KeyRing {
  const missing = ['seal.key', ...(config.masterKey ? [] : ['master.key'])].filter(
    (name) => !existsSync(join(config.dataDir, 'keys', name)),
  );
  if (missing.length > 0) {
    throw new CommandFault(
      `没有找到密钥文件 ${missing.map((name) => `keys/${name}`).join('、')}。请确认 DATA_DIR 与服务器的设置一致，或从备份恢复。`,
    );
  }
  return KeyRing.open(config);
}

/** With another master key every entered value would look altered. */
async function assertMasterKey(database: Database, keys: KeyRing): Promise<void> {
  const row = await database.get<{ wrapped: string }>(
    `SELECT COALESCE((SELECT wrapped_key FROM petition_case ORDER BY registered_at DESC LIMIT 1),
       (SELECT wrapped_key FROM process_instance WHERE wrapped_key <> '' ORDER BY started_at DESC LIMIT 1), '') AS "wrapped"`,
  );
  if (!row?.wrapped) return;
  try {
    keys.unwrap(row.wrapped);
  } catch {
    throw new CommandFault('主密钥与数据库不符，无法校验。请恢复原来的 keys/master.key(或 MASTER_KEY)后再试。');
  }
}
