import type { HistoryRecord } from './verify.js';

/** Last line of an export: signs the lines before it. */
export interface ExportEnd {
  kind: 'end';
  exportedAt: string;
  lines: number;
  /** SHA-256 over all lines before, each with its line feed, in hex. */
  digest: string;
  keyId: string;
  signature: string;
}

type Shape = Record<string, (value: unknown) => boolean>;

const text = (value: unknown): boolean => typeof value === 'string';
const textOrNull = (value: unknown): boolean => value === null || text(value);
const number = (value: unknown): boolean => Number.isSafeInteger(value);
const hash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const shapes: Record<string, Shape> = {
  key: { keyId: text, publicKey: text },
  tip: { instanceKey: text, seq: number, hash },
  block: {
    block: number,
    sealedAt: text,
    events: number,
    merkleRoot: hash,
    prevSeal: hash,
    seal: hash,
    keyId: text,
    signature: text,
  },
  event: {
    instanceKey: text,
    seq: number,
    at: text,
    type: text,
    elementId: textOrNull,
    elementInstanceKey: textOrNull,
    actorId: textOrNull,
    meta: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    payloadHash: (value) => value === null || hash(value),
    prevHash: hash,
    hash,
    block: (value) => value === null || number(value),
  },
  leaf: { block: number, hash },
  archived: {
    instanceKey: text,
    firstSeq: number,
    block: number,
    hashes: (value) => Array.isArray(value) && value.every(hash),
  },
  archive: { format: (value) => value === 1, createdAt: text, endedBefore: text },
  payload: { instanceKey: text, seq: number, sealed: text },
  rows: { instanceKey: text, sealed: text },
  end: { exportedAt: text, lines: number, digest: hash, keyId: text, signature: text },
};

/** A line of an export; undefined when it is none, whatever it holds: a stranger may have written the file. */
export function parseLine(line: string): HistoryRecord | ExportEnd | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Record<string, unknown>;
  const shape =
    typeof record['kind'] === 'string' && Object.hasOwn(shapes, record['kind']) ? shapes[record['kind']] : undefined;
  if (!shape) return undefined;
  const fields = Object.keys(record).filter((field) => field !== 'kind');
  const fits =
    fields.length === Object.keys(shape).length && Object.entries(shape).every(([field, is]) => is(record[field]));
  return fits ? (value as HistoryRecord | ExportEnd) : undefined;
}
