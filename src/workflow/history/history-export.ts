import { createHash, createPublicKey, verify as verifySignature, type Hash } from 'node:crypto';
import { verifyHistory, type HistoryRecord, type Verification } from './verify.js';
import { parseLine, type ExportEnd } from './history-lines.js';

export interface ExportSigner {
  keyId: string;
  /** Ed25519. */
  sign(bytes: Buffer): Buffer;
}

/**
 * A history as lines of JSON, for archives and for readers without the server. The last line signs all others: without it
 * the newest events, blocks and tips could be cut off together.
 */
export async function* exportLines(
  records: AsyncIterable<HistoryRecord>,
  signer: ExportSigner,
  exportedAt: string,
): AsyncGenerator<string> {
  const digest = createHash('sha256');
  let lines = 0;
  for await (const record of records) {
    const line = JSON.stringify(record);
    digest.update(`${line}\n`);
    lines += 1;
    yield line;
  }
  const end = { exportedAt, lines, digest: digest.digest('hex'), keyId: signer.keyId };
  yield JSON.stringify({ kind: 'end', ...end, signature: signer.sign(signedBytes(end)).toString('base64') });
}

/**
 * Checks an export by itself. A history that does not hold together is reported first, because that names the event; then
 * whether the file is whole and signed.
 *
 * @param trustedKey SPKI PEM of the sealing key; absent: the key in the file.
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  trustedKey?: string,
): Promise<Verification & { key?: string }> {
  const reading = new ExportReading();
  const result = await verifyHistory(reading.records(lines), { trustedKey });
  const key = trustedKey ?? reading.key;
  return { ...(reading.fault(result) ?? checkEnd(result, reading, key)), key };
}

/** First 16 hex digits of SHA-256 over the key, as blocks name it. @throws when the text is no public key. */
export const fingerprint = (pem: string): string =>
  createHash('sha256')
    .update(createPublicKey(pem).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

class ExportReading {
  key: string | undefined;
  end: ExportEnd | undefined;
  lines = 0;
  readonly digest: Hash = createHash('sha256');
  /** First line that is no record; the last one of a file may only have been cut. */
  private broken: number | undefined;

  async *records(source: AsyncIterable<string> | Iterable<string>): AsyncGenerator<HistoryRecord> {
    for await (const line of source) {
      const record = parseLine(line);
      if (record?.kind === 'end' && !this.end) {
        this.end = record;
        continue;
      }
      this.lines += 1;
      this.digest.update(`${line}\n`);
      if (!record || record.kind === 'end' || this.end) this.broken ??= this.lines + (this.end ? 1 : 0);
      else {
        if (record.kind === 'key') this.key = record.publicKey;
        yield record;
      }
    }
  }

  /** A line that cannot be read outweighs what is missing because of it. */
  fault(result: Verification): Verification | undefined {
    if (this.broken === undefined) return undefined;
    const cut = !this.end && this.broken === this.lines;
    const message = cut
      ? `校验未通过：文件在第 ${this.broken} 行中断，末尾有记录缺失。`
      : `校验未通过：第 ${this.broken} 行不是导出时写入的记录，内容被改动过。`;
    return { ...result, status: cut ? 'truncated' : 'altered', message };
  }
}

function checkEnd(result: Verification, { end, lines, digest }: ExportReading, key: string | undefined): Verification {
  if (result.status !== 'intact') return result;
  if (!end) return { ...result, status: 'truncated', message: '校验未通过：文件没有结尾签名，末尾可能有记录缺失。' };
  if (!key || !signedBy(key, end))
    return { ...result, status: 'wrong-key', message: '校验未通过：文件结尾的签名与所信任的密钥不符。' };
  if (end.lines > lines)
    return { ...result, status: 'truncated', message: `校验未通过：导出时有 ${end.lines} 行，现只有 ${lines} 行。` };
  if (end.lines !== lines || end.digest !== digest.digest('hex')) {
    return { ...result, status: 'altered', message: '校验未通过：文件内容与结尾签名不符，被改动过。' };
  }
  return result;
}

/** Bound to its purpose, so that it is never mistaken for the signature of a block. */
const signedBytes = ({ exportedAt, lines, digest }: Pick<ExportEnd, 'exportedAt' | 'lines' | 'digest'>): Buffer =>
  createHash('sha256').update(`minqing/export/${exportedAt}/${lines}/${digest}`).digest();

function signedBy(key: string, end: ExportEnd): boolean {
  try {
    return verifySignature(null, signedBytes(end), createPublicKey(key), Buffer.from(end.signature, 'base64'));
  } catch {
    return false;
  }
}
