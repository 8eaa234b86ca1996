import Sqlite from 'better-sqlite3';
import { migrations } from '../platform/database/data-sources.js';
import type { Config } from '../platform/config/config.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import { openHistoryFile } from './open-history.js';

/** What was found out about a database file that no server uses. */
export interface DatabaseCheck {
  exitCode: number;
  /** A Chinese sentence. */
  message: string;
}

/**
 * Whether a database file is whole: its pages, its references, its release, and the history with its signatures, opened
 * with this installation's keys. The file is only read.
 * @throws CommandFault when the keys do not belong to it
 */
export async function checkDatabase(file: string, config: Config): Promise<DatabaseCheck> {
  const damage = checkFile(file);
  if (damage) return damage;
  const history = await openHistoryFile(config, file);
  try {
    const { status, message } = await history.reader.verify();
    return { exitCode: exitCodeOf(status), message };
  } finally {
    await history.close();
  }
}

/** What concerns the file itself; undefined where nothing is wrong. An older release's file is not. */
export function checkFile(file: string): DatabaseCheck | undefined {
  const damaged = (message: string): DatabaseCheck => ({ exitCode: exitCodes.damaged, message });
  let handle: Sqlite.Database | undefined;
  try {
    handle = new Sqlite(file, { readonly: true });
    if (handle.pragma('integrity_check', { simple: true }) !== 'ok') return damaged('数据库文件已损坏。');
    if ((handle.pragma('foreign_key_check') as unknown[]).length > 0)
      return damaged('数据库中有记录指向不存在的内容。');
    const unknown = unknownMigrations(handle);
    return unknown.length > 0
      ? damaged(`数据库来自更新的版本(${unknown.join('、')})，请使用与它相同或更新的软件。`)
      : undefined;
  } catch (reason) {
    const { code } = reason as { code?: string };
    if (code?.startsWith('SQLITE_')) return damaged('这不是可用的数据库文件，或已损坏。');
    throw reason;
  } finally {
    handle?.close();
  }
}

/** Also true to a file without any tables: then nothing is known, and the check of the history says so. */
function unknownMigrations(handle: Sqlite.Database): string[] {
  const known = new Set(migrations.map((migration) => migration.name));
  const rows = handle.prepare(`SELECT name FROM migrations ORDER BY timestamp`).all() as { name: string }[];
  return rows.map((row) => row.name).filter((name) => !known.has(name));
}
