import { DataSource } from 'typeorm';
import { parseConfig } from '../platform/config/config.js';
import { writerOptions } from '../platform/database/data-sources.js';
import { migratePostgres, postgresOptions } from '../platform/database/postgres/schema.js';
import { exitCodes } from './exit-codes.js';
import type { CommandContext } from './verify-command.js';

/** `minqing migrate`: brings the schema of the database up to this release. The server does the same when it starts. */
export async function migrateCommand(context: CommandContext): Promise<number> {
  const { postgres, databaseFile } = parseConfig(context.env, context.cwd);
  const source = await new DataSource(postgres ? postgresOptions(postgres) : writerOptions(databaseFile)).initialize();
  try {
    const done = postgres
      ? await migratePostgres(source, postgres)
      : (await source.runMigrations()).map(({ name }) => name);
    context.print(done.length === 0 ? '数据库结构已是最新。' : `已更新数据库结构：${done.join('、')}`);
    return exitCodes.ok;
  } finally {
    await source.destroy();
  }
}
