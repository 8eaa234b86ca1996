import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../platform/config/config.js';
import { sha256OfFile } from '../platform/files/durable-files.js';
import { readLines } from '../workflow/archive/archive-file.js';
import type { Verification } from '../workflow/history/verify.js';
import { exitCodeOf, UsageError } from './exit-codes.js';
import { fingerprint, verifyExport } from '../workflow/history/history-export.js';
import { openHistory } from './open-history.js';

export interface VerifyOptions {
  /** An export; absent: the database of this server. */
  file?: string;
  /** PEM file of the trusted public key. */
  keyFile?: string;
}

export interface CommandContext {
  env: Record<string, string | undefined>;
  cwd: string;
  print(line: string): void;
}

/** `minqing verify`: whether the history is as it was written. Gives the exit code. @throws UsageError, CommandFault */
export async function verifyCommand(options: VerifyOptions, context: CommandContext): Promise<number> {
  const trustedKey = options.keyFile === undefined ? undefined : readKey(options.keyFile);
  const { key, ...result } =
    options.file === undefined ? await verifyDatabase(trustedKey, context) : await verifyFile(options.file, trustedKey);
  context.print(result.message);
  if (options.file === undefined) {
    const altered = await alteredArchives(context);
    if (altered && result.status === 'intact') result.status = 'altered';
  }
  context.print(
    `已检查：${result.events} 条记录，${result.blocks} 个签名块。${key ? `所用公钥指纹：${fingerprint(key)}` : '文件中没有公钥。'}`,
  );
  if (options.file !== undefined && trustedKey === undefined) {
    context.print('注意：未指定 --key，签名是按文件自带的公钥核对的。请将上面的指纹与单位公布的指纹比对。');
  }
  return exitCodeOf(result.status);
}

async function verifyDatabase(
  trustedKey: string | undefined,
  context: CommandContext,
): Promise<Verification & { key?: string }> {
  const history = await openHistory(context.env, context.cwd);
  try {
    const key = trustedKey ?? history.keys.sealPublicKey;
    return { ...(await history.reader.verify(undefined, key)), key };
  } finally {
    await history.close();
  }
}

/** Archives in their folder are read too. One that is kept elsewhere is named: it is checked there. */
async function alteredArchives(context: CommandContext): Promise<boolean> {
  const { archiveDir } = parseConfig(context.env, context.cwd);
  const history = await openHistory(context.env, context.cwd);
  let altered = false;
  try {
    for (const { name, sha256 } of await history.reader.archiveFiles()) {
      const file = join(archiveDir, name);
      if (!existsSync(file)) {
        context.print(`归档文件 ${name} 不在 ${archiveDir}，没有检查。可另行校验：npm run verify -- 文件`);
      } else if ((await sha256OfFile(file)) !== sha256) {
        altered = true;
        context.print(`校验未通过：归档文件 ${name} 与归档时不一致，内容被改动过。`);
      }
    }
  } finally {
    await history.close();
  }
  return altered;
}

/** Needs neither server nor database nor settings. */
async function verifyFile(file: string, trustedKey: string | undefined): Promise<Verification & { key?: string }> {
  if (!existsSync(file)) throw new UsageError(`不能读取文件 ${file}。`);
  const unreadable: Error[] = [];
  const result = await verifyExport(linesUntilBroken(file, unreadable), trustedKey);
  const [fault] = unreadable;
  if (fault && !(fault as NodeJS.ErrnoException).code?.startsWith('Z_')) throw new UsageError(`不能读取文件 ${file}。`);
  // A compressed file that was cut or changed cannot be unpacked to its end.
  if (fault && result.status === 'intact')
    return { ...result, status: 'truncated', message: '校验未通过：文件不完整，末尾有记录缺失。' };
  return result;
}

async function* linesUntilBroken(file: string, unreadable: Error[]): AsyncGenerator<string> {
  try {
    yield* readLines(file);
  } catch (reason) {
    unreadable.push(reason as Error);
  }
}

function readKey(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    fingerprint(pem);
    return pem;
  } catch {
    throw new UsageError(`${file} 不是可用的公钥文件(PEM)。`);
  }
}
