import canonicalize from 'canonicalize';
import { createHash, hash as digest } from 'node:crypto';

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

const sha256 = (text: string): string => digest('sha256', text, 'hex');

/** JSON in canonical form (RFC 8785), so that equal content has equal bytes. */
export const canonical = (value: unknown): string => canonicalize(value)!;

/** Where an instance's chain begins: bound to its key, so that chains cannot be swapped. */
export const genesisHash = (instanceKey: string): string => sha256(`minqing/instance/${instanceKey}`);

/** @param meta of the event in canonical form, where it is at hand */
export const eventHash = (prevHash: string, event: ChainedEvent, meta = canonical(event.meta)): string =>
  sha256(prevHash + canonicalEvent(event, meta));

/**
 * The canonical form of an event whose `meta` is in canonical form already: the same text as `canonical(event)`, in a tenth
 * of the time. Its members stand in the order of RFC 8785 and hold text, whole numbers and null, which JSON writes in one way.
 */
export function canonicalEvent(event: ChainedEvent, meta: string): string {
  const { actorId, at, elementId, elementInstanceKey, instanceKey, payloadHash: hash, seq, type } = event;
  const before = JSON.stringify({ actorId, at, elementId, elementInstanceKey, instanceKey });
  const after = JSON.stringify({ payloadHash: hash, seq, type });
  return `${before.slice(0, -1)},"meta":${meta},${after.slice(1)}`;
}

export const payloadHash = (salt: Buffer, payload: string): string =>
  createHash('sha256').update(salt).update(payload).digest('hex');

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
