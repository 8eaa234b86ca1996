import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { verifyHistory, type Verification } from '../workflow/history/verify.js';
import { exitCodeOf, UsageError } from './exit-codes.js';
import { fingerprint, verifyExport } from './history-export.js';
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
    return { ...(await verifyHistory(history.reader.records(), { trustedKey: key })), key };
  } finally {
    await history.close();
  }
}

/** Needs neither server nor database nor settings. */
async function verifyFile(file: string, trustedKey: string | undefined): Promise<Verification & { key?: string }> {
  const stream = createReadStream(file, 'utf8');
  const unreadable = new Promise<never>((_, reject) => {
    stream.once('error', () => reject(new UsageError(`不能读取文件 ${file}。`)));
  });
  const result = verifyExport(createInterface({ input: stream, crlfDelay: Infinity }), trustedKey);
  return Promise.race([result, unreadable]);
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
