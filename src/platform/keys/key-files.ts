import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A key file that cannot be used; the message names the file by its name and says what to do. */
export class KeyFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyFileError';
  }
}

/** The 32 bytes that wrap every case key, made on the first start. @throws KeyFileError */
export function readOrCreateMasterKey(dataDir: string): Buffer {
  const text = readOrCreate(dataDir, 'master.key', () => `${randomBytes(32).toString('base64')}\n`);
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw new KeyFileError('密钥文件 keys/master.key 已损坏，请从备份恢复该文件，不要删除它。');
  return key;
}

/**
 * The Ed25519 key that signs the blocks of the history, made on the first start, with its public half beside it for those
 * who check. @throws KeyFileError
 */
export function readOrCreateSealKey(dataDir: string): KeyObject {
  const pem = readOrCreate(dataDir, 'seal.key', () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new KeyFileError('密钥文件 keys/seal.key 已损坏，请从备份恢复该文件，不要删除它。');
  }
  readOrCreate(
    dataDir,
    'seal.pub',
    () => createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    0o644,
  );
  return key;
}

function readOrCreate(dataDir: string, name: string, make: () => string, mode = 0o600): string {
  const folder = join(dataDir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  if (!existsSync(file)) writeOnce(file, make(), mode);
  return readFileSync(file, 'utf8');
}

/** Durable before anything is encrypted with it; `wx` leaves the file of a process that was faster. */
function writeOnce(file: string, text: string, mode: number): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', mode);
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw reason;
  }
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
