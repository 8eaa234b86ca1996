import { createWriteStream, rmSync } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Clock } from '../platform/clock/clock.js';
import { exitCodes, UsageError } from './exit-codes.js';
import { exportLines } from '../workflow/history/history-export.js';
import { CommandFault, openHistory } from './open-history.js';
import type { CommandContext } from './verify-command.js';

/**
 * `minqing export-history`: the whole history without what was entered, to be kept elsewhere and checked there.
 * @throws UsageError when the file exists or cannot be written; CommandFault
 */
export async function exportCommand(file: string, clock: Clock, context: CommandContext): Promise<number> {
  const history = await openHistory(context.env, context.cwd);
  try {
    const archives = await history.reader.archives();
    // Nothing is awaited between opening the file and listening to it. `wx`: an earlier export is evidence and is not overwritten.
    const output = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    const done = finished(output);
    done.catch(() => undefined);
    const signer = { keyId: history.keys.sealKeyId, sign: (bytes: Buffer) => history.keys.sign(bytes) };
    let lines = 0;
    try {
      await once(output, 'open');
      for await (const line of exportLines(history.reader.records(undefined, false), signer, clock.instant())) {
        lines += 1;
        if (!output.write(`${line}\n`)) await Promise.race([once(output, 'drain'), done]);
      }
      output.end();
      await done;
    } catch (reason) {
      throw new UsageError(explain(file, reason));
    }
    if (archives !== (await history.reader.archives())) {
      rmSync(file);
      throw new CommandFault('导出期间进行了归档，导出的内容不完整，已删除。请重新导出。');
    }
    context.print(`已导出 ${lines} 行到 ${file}。公钥指纹：${history.keys.sealKeyId}`);
    context.print(`核对方法:npm run verify -- ${file} --key 公钥.pem(公钥文件在数据目录的 keys/seal.pub)`);
    return exitCodes.ok;
  } finally {
    await history.close();
  }
}

function explain(file: string, reason: unknown): string {
  const { code } = reason as NodeJS.ErrnoException;
  if (code === 'EEXIST') return `文件 ${file} 已存在，没有覆盖。请换一个文件名。`;
  if (code === 'ENOSPC') return `磁盘空间不足，${file} 没有写完，请删除后重试。`;
  return `不能写入文件 ${file}。`;
}
