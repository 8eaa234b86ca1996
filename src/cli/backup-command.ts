import Sqlite from 'better-sqlite3';
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { parseConfig } from '../platform/config/config.js';
import { placeNew, sha256OfFile } from '../platform/files/durable-files.js';
import { checkDatabase } from './check-database.js';
import { exitCodes, UsageError } from './exit-codes.js';
import { CommandFault, existingKeys, expectSqlite } from './open-history.js';
import type { CommandContext } from './verify-command.js';

/**
 * `minqing backup`: a copy of the database at one moment, while the server goes on working. The copy is checked before it
 * gets its name; one that does not pass is kept under another name, for it may be all there is.
 * @throws UsageError, CommandFault
 */
export async function backupCommand(file: string, context: CommandContext): Promise<number> {
  const config = parseConfig(context.env, context.cwd);
  expectSqlite(config);
  existingKeys(config);
  if (!existsSync(config.databaseFile))
    throw new CommandFault('没有找到数据库文件。请确认 DATA_DIR（或 DATABASE_URL）与服务器的设置一致。');
  if (existsSync(file)) throw new UsageError(`文件 ${file} 已存在，没有覆盖。请换一个文件名。`);
  const temporary = `${file}.partial`;
  createPrivate(temporary);
  try {
    await copy(config.databaseFile, temporary);
    const { exitCode, message } = await checkDatabase(temporary, config);
    if (exitCode !== exitCodes.ok) {
      renameSync(temporary, `${file}.unverified`);
      context.print(`备份没有通过校验：${message}`);
      context.print(`副本保留在 ${file}.unverified，请先查明原因，不要删除以前的备份。`);
      return exitCode;
    }
    const bytes = statSync(temporary).size;
    const sha256 = await sha256OfFile(temporary);
    placeNew(temporary, file);
    context.print(`已备份到 ${file}（${megabytes(bytes)} MB，SHA-256：${sha256}）。${message}`);
    context.print(`另需单独保存：密钥文件夹 ${config.dataDir}/keys；归档文件夹 ${config.archiveDir}（如有归档）。`);
    return exitCodes.ok;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function createPrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (reason) {
    const { code } = reason as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UsageError(`${file} 已存在：另一次备份正在进行，或上次没有完成。确认没有备份在运行后删除它再试。`);
    throw new UsageError(`不能写入文件 ${file}。`);
  }
}

/**
 * One read transaction spans the copy. Without it SQLite begins anew whenever somebody writes, and under load never ends;
 * `VACUUM INTO` would rebuild every table instead of copying pages.
 */
async function copy(database: string, file: string): Promise<void> {
  const source = new Sqlite(database, { readonly: true });
  try {
    source.pragma('busy_timeout = 5000');
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    await source.backup(file, { progress: () => 0x7fff_ffff });
    source.exec('COMMIT');
  } finally {
    source.close();
  }
  // One file that can be read from anywhere, without a log beside it.
  const handle = new Sqlite(file);
  try {
    handle.pragma('journal_mode = DELETE');
  } finally {
    handle.close();
  }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
