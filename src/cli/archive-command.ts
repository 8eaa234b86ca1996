import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConfig } from '../platform/config/config.js';
import { Archiver } from '../workflow/archive/archiver.js';
import { ArchiveRestorer } from '../workflow/archive/archive-restorer.js';
import { withApplication } from './application.js';
import { UsageError } from './exit-codes.js';
import type { CommandContext } from './verify-command.js';

export interface ArchiveOptions {
  /** Absent: the archive folder of this installation. */
  folder?: string;
  /** A day in Asia/Shanghai, `2026-01-01`: what had ended before it began. */
  endedBefore: string;
}

/**
 * `minqing archive`: moves ended instances to files. The server may run meanwhile.
 * @throws UsageError for a day that is none
 */
export function archiveCommand({ folder, endedBefore }: ArchiveOptions, context: CommandContext): Promise<number> {
  const { archiveDir } = parseConfig(context.env, context.cwd);
  const target = folder === undefined ? archiveDir : resolve(context.cwd, folder);
  const before = startOf(endedBefore);
  return withApplication(context, async (app) => {
    const lines: string[] = [];
    let archived = await app.get(Archiver).archiveNext(target, before);
    while (archived) {
      lines.push(
        `已归档 ${archived.instances} 个流程实例（${archived.events} 条记录）到 ${archived.name}，SHA-256：${archived.sha256}`,
      );
      archived = await app.get(Archiver).archiveNext(target, before);
    }
    if (lines.length === 0) return [`${endedBefore} 之前没有可以归档的流程实例。`];
    return [...lines, `归档文件在 ${target}，请一并备份。校验：npm run verify -- 文件`];
  });
}

/** `minqing archive-restore`: brings archived instances back. @throws UsageError when there is no such file */
export function archiveRestoreCommand(
  file: string,
  caseNumber: string | undefined,
  context: CommandContext,
): Promise<number> {
  const path = resolve(context.cwd, file);
  if (!existsSync(path)) throw new UsageError(`没有找到文件 ${file}。`);
  return withApplication(context, async (app) => {
    const restored = await app.get(ArchiveRestorer).restore(path, caseNumber);
    return [`已取回 ${restored} 个流程实例。归档文件没有改动。`];
  });
}

function startOf(day: string): string {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00+08:00`) : NaN;
  if (Number.isNaN(instant)) throw new UsageError(`--ended-before ${day}：应为 年-月-日，例如 2026-01-01。`);
  return new Date(instant).toISOString();
}
