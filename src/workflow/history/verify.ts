import { createPublicKey, verify as verifySignature } from 'node:crypto';
import {
  eventHash,
  genesisHash,
  genesisSeal,
  merkleRoot,
  payloadHash,
  sealHash,
  type ChainedEvent,
  type SealBlock,
} from './chain.js';

/** One line of an export: everything `verify` needs and nothing of what was entered. */
export type HistoryRecord =
  | { kind: 'key'; keyId: string; publicKey: string }
  | ({
      kind: 'event';
      prevHash: string;
      hash: string;
      block: number | null;
      payload?: { salt: string; text: string };
    } & ChainedEvent)
  | { kind: 'tip'; instanceKey: string; seq: number; hash: string }
  /** An event of another instance (or the same) that shares a block with the one instance that is checked. */
  | { kind: 'leaf'; block: number; hash: string }
  /** What remains of an archived instance: the hashes of events that lay in one block, from `firstSeq` on. */
  | { kind: 'archived'; instanceKey: string; firstSeq: number; block: number; hashes: string[] }
  /** First line of an archive: a selection of instances, with the blocks they lie in and all leaves of those. */
  | { kind: 'archive'; format: number; createdAt: string; endedBefore: string }
  /** What was entered and the rows of an archived instance, encrypted with the case's key; opened only on its return. */
  | { kind: 'payload'; instanceKey: string; seq: number; sealed: string }
  | { kind: 'rows'; instanceKey: string; sealed: string }
  | ({ kind: 'block'; seal: string; keyId: string; signature: string } & SealBlock);

export type VerifyStatus = 'intact' | 'altered' | 'truncated' | 'wrong-key';

export interface Verification {
  status: VerifyStatus;
  events: number;
  /** Events of which only the hash is here: the rest lies in archives. */
  archived: number;
  blocks: number;
  /** First event that does not fit; `seq` 0 stands for the instance as a whole. */
  firstBad?: { instanceKey: string; seq: number };
  /** First block that does not fit. */
  badBlock?: number;
  /** A Chinese sentence for the person who asked. */
  message: string;
}

interface Chain {
  seq: number;
  hash: string;
}

/**
 * Checks a history: every event against the one before, every instance against its tip, every block against its events,
 * its predecessor and its signature. Events must come ordered by instance and sequence.
 *
 * What it cannot see: the newest events cut off together with their blocks and tips. An export closes that gap with a
 * signed last line (src/cli/history-export.ts).
 *
 * @param trustedKey SPKI PEM of the sealing key the reader trusts; absent: the key named in the records (then only
 *   changes made without that key are found).
 * @param whole false when the records are one instance only: the blocks it lies in then come with their `leaf` records,
 *   other blocks are checked for their order and signature alone.
 */
export async function verifyHistory(
  records: AsyncIterable<HistoryRecord> | Iterable<HistoryRecord>,
  options: { trustedKey?: string; whole?: boolean } = {},
): Promise<Verification> {
  const chains = new Map<string, Chain>();
  const leaves = new Map<number, string[]>();
  const sealed: { block: number; hash: string; instanceKey: string; seq: number }[] = [];
  let whole = options.whole !== false;
  let selected = false;
  const blocks: Extract<HistoryRecord, { kind: 'block' }>[] = [];
  const tips: Extract<HistoryRecord, { kind: 'tip' }>[] = [];
  let recordedKey: string | undefined;
  let events = 0;
  let archived = 0;
  let bad: Pick<Verification, 'status' | 'firstBad'> | undefined;

  for await (const record of records) {
    if (record.kind === 'key') recordedKey = record.publicKey;
    else if (record.kind === 'tip') tips.push(record);
    else if (record.kind === 'block') blocks.push(record);
    else if (record.kind === 'leaf') leavesOf(leaves, record.block).push(record.hash);
    else if (record.kind === 'archive') {
      whole = false;
      selected = true;
    } else if (record.kind === 'archived') {
      const { instanceKey, firstSeq, block, hashes } = record;
      archived += hashes.length;
      bad ??= checkArchived(record, chains);
      if (whole) leavesOf(leaves, block).push(...hashes);
      else sealed.push(...hashes.map((hash, index) => ({ block, hash, instanceKey, seq: firstSeq + index })));
    } else if (record.kind === 'event') {
      events += 1;
      bad ??= checkEvent(record, chains);
      if (record.block === null) continue;
      if (whole) leavesOf(leaves, record.block).push(record.hash);
      else sealed.push({ block: record.block, hash: record.hash, instanceKey: record.instanceKey, seq: record.seq });
    }
  }
  const summary = { events, archived, blocks: blocks.length };
  bad ??= checkTips(tips, chains) ?? checkSealed(sealed, leaves);
  if (bad) return { ...summary, ...bad, message: sentence(bad.status, bad.firstBad) };

  const publicKey = options.trustedKey ?? recordedKey;
  const seals = checkBlocks(blocks, leaves, { whole, selected }, publicKey);
  if (seals) return { ...summary, ...seals, message: sentence(seals.status, undefined, seals.badBlock) };
  return {
    ...summary,
    status: 'intact',
    message: intactSentence(summary, selected),
  };
}

function leavesOf(leaves: Map<number, string[]>, block: number): string[] {
  const known = leaves.get(block);
  if (known) return known;
  const fresh: string[] = [];
  leaves.set(block, fresh);
  return fresh;
}

function checkEvent(
  record: Extract<HistoryRecord, { kind: 'event' }>,
  chains: Map<string, Chain>,
): Pick<Verification, 'status' | 'firstBad'> | undefined {
  const { kind: _kind, prevHash, hash, block: _block, payload, ...event } = record;
  const before = chains.get(event.instanceKey) ?? { seq: 0, hash: genesisHash(event.instanceKey) };
  chains.set(event.instanceKey, { seq: event.seq, hash });
  const at = { instanceKey: event.instanceKey, seq: event.seq };
  if (event.seq !== before.seq + 1)
    return { status: 'truncated', firstBad: { instanceKey: event.instanceKey, seq: before.seq + 1 } };
  if (prevHash !== before.hash || eventHash(prevHash, event) !== hash) return { status: 'altered', firstBad: at };
  if (payload && payloadHash(Buffer.from(payload.salt, 'base64'), payload.text) !== event.payloadHash)
    return { status: 'altered', firstBad: at };
  return undefined;
}

function checkArchived(
  { instanceKey, firstSeq, hashes }: Extract<HistoryRecord, { kind: 'archived' }>,
  chains: Map<string, Chain>,
): Pick<Verification, 'status' | 'firstBad'> | undefined {
  const before = chains.get(instanceKey)?.seq ?? 0;
  chains.set(instanceKey, { seq: firstSeq + hashes.length - 1, hash: hashes.at(-1) ?? '' });
  if (firstSeq === before + 1 && hashes.length > 0) return undefined;
  return { status: 'truncated', firstBad: { instanceKey, seq: before + 1 } };
}

function checkTips(
  tips: Extract<HistoryRecord, { kind: 'tip' }>[],
  chains: Map<string, Chain>,
): Pick<Verification, 'status' | 'firstBad'> | undefined {
  for (const tip of tips) {
    const chain = chains.get(tip.instanceKey) ?? { seq: 0, hash: genesisHash(tip.instanceKey) };
    if (chain.seq < tip.seq)
      return { status: 'truncated', firstBad: { instanceKey: tip.instanceKey, seq: chain.seq + 1 } };
    if (chain.hash !== tip.hash)
      return { status: 'altered', firstBad: { instanceKey: tip.instanceKey, seq: chain.seq } };
    chains.delete(tip.instanceKey);
  }
  // Without its tip an instance's end could be cut off unnoticed.
  const [tipless] = chains.keys();
  return tipless === undefined ? undefined : { status: 'truncated', firstBad: { instanceKey: tipless, seq: 0 } };
}

/** Each event of the one instance that is checked must be a leaf of the block it says it lies in. */
function checkSealed(
  sealed: readonly { block: number; hash: string; instanceKey: string; seq: number }[],
  leaves: ReadonlyMap<number, string[]>,
): Pick<Verification, 'status' | 'firstBad'> | undefined {
  const sets = new Map([...leaves].map(([block, hashes]) => [block, new Set(hashes)]));
  const stray = sealed.find(({ block, hash }) => !sets.get(block)?.has(hash));
  return stray && { status: 'altered', firstBad: { instanceKey: stray.instanceKey, seq: stray.seq } };
}

function checkBlocks(
  blocks: Extract<HistoryRecord, { kind: 'block' }>[],
  leaves: Map<number, string[]>,
  { whole, selected }: { whole: boolean; selected: boolean },
  publicKey: string | undefined,
): Pick<Verification, 'status' | 'badBlock'> | undefined {
  let prevSeal = genesisSeal;
  let number = 0;
  for (const { kind: _kind, seal, keyId: _keyId, signature, ...block } of blocks) {
    const badBlock = block.block;
    if (selected && block.block > number + 1) {
      // Blocks in between hold nothing of these instances; each is signed by itself.
      number = block.block - 1;
      ({ prevSeal } = block);
    }
    number += 1;
    if (block.block !== number) return { status: 'truncated', badBlock: number };
    if (block.prevSeal !== prevSeal || sealHash(block) !== seal) return { status: 'altered', badBlock };
    if (!publicKey || !signed(publicKey, seal, signature)) return { status: 'wrong-key', badBlock };
    const hashes = leaves.get(block.block) ?? (whole ? [] : undefined);
    if (hashes) {
      if (hashes.length < block.events) return { status: 'truncated', badBlock };
      if (hashes.length > block.events || merkleRoot(hashes) !== block.merkleRoot)
        return { status: 'altered', badBlock };
      leaves.delete(block.block);
    }
    prevSeal = seal;
  }
  if (leaves.size > 0) return { status: 'truncated', badBlock: number + 1 };
  return undefined;
}

function signed(publicKey: string, seal: string, signature: string): boolean {
  try {
    return verifySignature(
      null,
      Buffer.from(seal, 'hex'),
      createPublicKey(publicKey),
      Buffer.from(signature, 'base64'),
    );
  } catch {
    return false;
  }
}

function intactSentence(
  { events, archived, blocks }: Pick<Verification, 'events' | 'archived' | 'blocks'>,
  selected: boolean,
): string {
  if (selected) return `校验通过：归档的 ${events} 条记录及其所在的 ${blocks} 个签名块完好，未发现改动。`;
  const elsewhere = archived > 0 ? `另有 ${archived} 条已归档，其校验值完好。` : '';
  return `校验通过：${events} 条记录、${blocks} 个签名块首尾相接，未发现改动。${elsewhere}`;
}

function sentence(status: VerifyStatus, firstBad?: { instanceKey: string; seq: number }, badBlock?: number): string {
  const event = firstBad && (firstBad.seq > 0 ? `的第 ${firstBad.seq} 条记录` : '的记录');
  const where = firstBad ? `流程实例 ${firstBad.instanceKey} ${event}` : `第 ${badBlock} 个签名块`;
  if (status === 'truncated') return `校验未通过：${where}起有记录缺失。`;
  if (status === 'wrong-key') return `校验未通过：${where}的签名与所信任的密钥不符。`;
  return `校验未通过：${where}与登记时不一致，内容被改动过。`;
}
