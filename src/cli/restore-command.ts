import Sqlite from 'better-sqlite3';
import { chmodSync, constants, copyFileSync, existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DataSource } from 'typeorm';
import type { Clock } from '../platform/clock/clock.js';
import { parseConfig, type Config } from '../platform/config/config.js';
import { rawHandle, writerOptions } from '../platform/database/data-sources.js';
import { placeOver, sha256OfFile } from '../platform/files/durable-files.js';
import { checkDatabase, checkFile, type DatabaseCheck } from './check-database.js';
import { exitCodes, UsageError } from './exit-codes.js';
import { CommandFault, existingKeys, expectSqlite } from './open-history.js';
import type { CommandContext } from './verify-command.js';

/**
 * `minqing restore`: puts a backup in the place of the database. It is checked before and after, the database that was there
 * is kept beside it, and nothing is touched while a server uses it.
 * @throws UsageError, CommandFault
 */
export async function restoreCommand(file: string, clock: Clock, context: CommandContext): Promise<number> {
  const config = parseConfig(context.env, context.cwd);
  expectSqlite(config);
  existingKeys(config);
  if (!existsSync(file)) throw new UsageError(`没有找到备份文件 ${file}。`);
  mkdirSync(dirname(config.databaseFile), { recursive: true, mode: 0o700 });
  const temporary = `${config.databaseFile}.restoring`;
  let holder: Sqlite.Database | 'occupied' | undefined;
  try {
    rmSync(temporary, { force: true });
    // First, while a server may still work: a backup that is no good costs no interruption.
    const before = await prepare(file, temporary, config);
    if (before.exitCode !== exitCodes.ok) {
      context.print(`备份没有通过校验，没有恢复：${before.message}`);
      return before.exitCode;
    }
    holder = holdDatabase(config.databaseFile);
    if (holder === 'occupied') {
      context.print('数据库正在被使用，没有恢复。请先停止服务器。');
      return exitCodes.occupied;
    }
    const aside = keepAside(config.databaseFile, clock);
    placeOver(temporary, config.databaseFile);
    holder?.close();
    const after = await checkDatabase(config.databaseFile, config);
    if (after.exitCode !== exitCodes.ok) {
      context.print(`恢复后的数据库没有通过校验：${after.message}请检查磁盘。${aside ? `原数据库在 ${aside}。` : ''}`);
      return after.exitCode;
    }
    context.print(`已恢复。${after.message}所有人需要重新登录。`);
    if (aside) context.print(`原数据库保留在 ${aside}，确认无误后可以删除。`);
    for (const name of missingArchives(config)) context.print(`注意：归档文件 ${name} 不在 ${config.archiveDir}。`);
    return exitCodes.ok;
  } finally {
    if (holder instanceof Sqlite && holder.open) holder.close();
    for (const rest of ['', '-wal', '-shm']) rmSync(temporary + rest, { force: true });
  }
}

/**
 * Holds the database so that no server can open it meanwhile. Leaving WAL mode asks for every other connection to be gone,
 * and leaves one file with everything in it.
 */
function holdDatabase(file: string): Sqlite.Database | 'occupied' | undefined {
  if (!existsSync(file)) return undefined;
  const handle = new Sqlite(file);
  try {
    handle.pragma('busy_timeout = 1000');
    handle.pragma('journal_mode = DELETE');
    handle.exec('BEGIN EXCLUSIVE');
    return handle;
  } catch (reason) {
    handle.close();
    const { code = '' } = reason as { code?: string };
    if (code.startsWith('SQLITE_BUSY')) return 'occupied';
    // A broken database is one reason to restore: it is replaced, and kept aside as it is.
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return undefined;
    throw reason;
  }
}

/** The backup as it will stand: copied whole, checked, brought up to this release, without anybody's session. */
async function prepare(file: string, temporary: string, config: Config): Promise<DatabaseCheck> {
  copyFileSync(file, temporary, constants.COPYFILE_EXCL);
  chmodSync(temporary, 0o600);
  if ((await sha256OfFile(file)) !== (await sha256OfFile(temporary)))
    throw new CommandFault('备份文件没有完整复制，请检查磁盘后重试。');
  const damage = checkFile(temporary);
  if (damage) return damage;
  const source = await new DataSource(writerOptions(temporary)).initialize();
  try {
    await source.runMigrations();
    // Who was signed in then may have been signed out or shut out since.
    rawHandle(source).exec('DELETE FROM user_session');
    rawHandle(source).pragma('journal_mode = DELETE');
  } finally {
    await source.destroy();
  }
  return checkDatabase(temporary, config);
}

/** The database of before under another name, its log included. Both names stay until the new file takes the first. */
function keepAside(file: string, clock: Clock): string | undefined {
  if (!existsSync(file)) return undefined;
  const aside = `${file}.before-${clock.instant().replace(/[-:.]/g, '')}`;
  linkSync(file, aside);
  for (const rest of ['-wal', '-shm']) {
    if (!existsSync(file + rest)) continue;
    linkSync(file + rest, aside + rest);
    rmSync(file + rest);
  }
  return aside;
}

/** Archives that the restored database names and that did not come along. */
function missingArchives(config: Config): string[] {
  const handle = new Sqlite(config.databaseFile, { readonly: true });
  try {
    const rows = handle
      .prepare(
        `SELECT name FROM archive_file a WHERE state = 'complete' AND EXISTS (SELECT 1 FROM process_instance i WHERE i.archive_name = a.name) ORDER BY name`,
      )
      .all();
    return (rows as { name: string }[])
      .map((row) => row.name)
      .filter((name) => !existsSync(join(config.archiveDir, name)));
  } finally {
    handle.close();
  }
}
