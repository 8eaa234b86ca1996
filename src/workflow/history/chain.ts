import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

/** What of an event is hashed and shown in clear. */
export interface ChainedEvent {
  instanceKey: string;
  seq: number;
  at: string;
  type: string;
  elementId: string | null;
  elementInstanceKey: string | null;
  actorId: string | null;
  /** Plain facts without personal data: versions, counts, keys. */
  meta: Record<string, unknown>;
  /** SHA-256(salt ‖ payload) in hex; null when nothing was entered. */
  payloadHash: string | null;
}

export interface SealBlock {
  block: number;
  sealedAt: string;
  events: number;
  merkleRoot: string;
  prevSeal: string;
}

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** JSON in canonical form (RFC 8785), so that equal content has equal bytes. */
export const canonical = (value: unknown): string => canonicalize(value)!;

/** Where an instance's chain begins: bound to its key, so that chains cannot be swapped. */
export const genesisHash = (instanceKey: string): string => sha256('minqing/instance/', instanceKey);

export const eventHash = (prevHash: string, event: ChainedEvent): string => sha256(prevHash, canonical(event));

export const payloadHash = (salt: Buffer, payload: string): string => sha256(salt, payload);

/** The seal before the first block. */
export const genesisSeal = sha256('minqing/seal/');

export const sealHash = (block: SealBlock): string => sha256(canonical(block));

/** Root over event hashes in their order; an odd one is carried up unchanged, leaves and nodes are told apart (RFC 6962 §2.1). */
export function merkleRoot(hashes: readonly string[]): string {
  if (hashes.length === 0) return sha256('');
  let level: Buffer[] = hashes.map((hash) => createHash('sha256').update('\x00').update(hash, 'hex').digest());
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index]!;
      const right = level[index + 1];
      next.push(right ? createHash('sha256').update('\x01').update(left).update(right).digest() : left);
    }
    level = next;
  }
  return level[0]!.toString('hex');
}
