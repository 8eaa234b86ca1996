import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import type { ChainedEvent } from './chain.js';
import { HistoryWriter } from './history-writer.js';
import { verifyHistory, type HistoryRecord, type Verification } from './verify.js';

export interface StoredEvent extends ChainedEvent {
  prevHash: string;
  hash: string;
  block: number | null;
}

/** An event with what was entered; null where nothing was, or where it cannot be opened any more (`unreadable`). */
export type ReadEvent = StoredEvent & { entered: Record<string, unknown> | null; unreadable: boolean };

interface EventRow extends Omit<StoredEvent, 'meta'> {
  meta: string;
  sealed: string | null;
  wrappedKey: string;
}

/** Events read at once: checking them takes some 20 ms, for which nothing else is served. */
const page = 500;

/** SQLite answers without giving way: a long check would otherwise hold up every request until its end. */
const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const select = `SELECT h.instance_key AS "instanceKey", h.seq AS "seq", h.at AS "at", h.type AS "type", h.element_id AS "elementId",
  h.element_instance_key AS "elementInstanceKey", h.actor_id AS "actorId", h.meta AS "meta", h.payload_hash AS "payloadHash",
  h.prev_hash AS "prevHash", h.hash AS "hash", h.block AS "block", p.sealed AS "sealed", COALESCE(c.wrapped_key, i.wrapped_key) AS "wrappedKey"
  FROM history_event h JOIN process_instance i ON i.instance_key = h.instance_key
  LEFT JOIN petition_case c ON c.id = i.case_id
  LEFT JOIN history_payload p ON p.instance_key = h.instance_key AND p.seq = h.seq`;

type StoredBlock = Omit<Extract<HistoryRecord, { kind: 'block' }>, 'kind'>;

const selectBlock = `SELECT block AS "block", sealed_at AS "sealedAt", events AS "events", merkle_root AS "merkleRoot", prev_seal AS "prevSeal", seal AS "seal",
  key_id AS "keyId", signature AS "signature" FROM seal_block`;

/** Reads history for timelines, exports and checks. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly database: Database,
    private readonly writer: HistoryWriter,
    private readonly keys: KeyRing,
  ) {}

  /** Events of one instance in order, with what was entered. */
  async events(instanceKey: string): Promise<ReadEvent[]> {
    const rows = await this.database.all<EventRow>(`${select} WHERE h.instance_key = ? ORDER BY h.seq`, [instanceKey]);
    return rows.map((row) => ({ ...stored(row), ...this.entered(row) }));
  }

  /**
   * Checks one instance, or everything. Payloads are opened too, so that a changed form value is found even where its row
   * lies beside the chain.
   */
  async verify(instanceKey?: string, trustedKey = this.keys.sealPublicKey): Promise<Verification> {
    for (;;) {
      const archives = await this.archives();
      const result = await verifyHistory(this.records(instanceKey), { trustedKey, whole: instanceKey === undefined });
      // Rows that moved to an archive between two looks seem to be missing.
      if (result.status === 'intact' || archives === (await this.archives())) return result;
    }
  }

  /** Changes whenever an instance is archived or comes back. */
  async archives(): Promise<string> {
    const row = await this.database.get<{ state: string }>(
      `SELECT (SELECT count(*) FROM archived_events) || '/' || (SELECT count(*) FROM archive_file WHERE state = 'complete') AS "state"`,
    );
    return row!.state;
  }

  /**
   * Everything `verify` needs, as lines for an export; payloads only when asked for. Blocks and tips are read first and
   * bound what follows: work that goes on meanwhile would otherwise look like a break. Of one instance come, besides its
   * own events, the hashes of all events in the blocks it lies in, so that the signatures can be held against them.
   */
  async *records(instanceKey?: string, withPayloads = true): AsyncGenerator<HistoryRecord> {
    yield { kind: 'key', keyId: this.keys.sealKeyId, publicKey: this.keys.sealPublicKey };
    const blocks = await this.blocks();
    for (const block of blocks) yield { kind: 'block', ...block };
    const tips = await this.tips(instanceKey);
    for (const tip of tips) yield { kind: 'tip', ...tip };
    const lastBlock = blocks.at(-1)?.block ?? 0;
    yield* this.eventsWithin(
      new Map(tips.map((tip) => [tip.instanceKey, tip.seq])),
      lastBlock,
      instanceKey,
      withPayloads,
    );
    if (instanceKey !== undefined) yield* this.leavesBeside(instanceKey, lastBlock);
  }

  private async *eventsWithin(
    lastSeq: ReadonlyMap<string, number>,
    lastBlock: number,
    instanceKey: string | undefined,
    withPayloads: boolean,
  ): AsyncGenerator<HistoryRecord> {
    let after: { instanceKey: string; seq: number } = { instanceKey: '', seq: 0 };
    const newer = new Map<number, boolean>();
    for (;;) {
      const rows = await this.page(after, instanceKey);
      const end = rows.length < page ? undefined : rows.at(-1);
      const archived = await this.archivedWithin(after, end, instanceKey);
      for (const row of rows) {
        while (archived.length > 0 && archived[0]!.instanceKey <= row.instanceKey)
          yield { kind: 'archived', ...archived.shift()! };
        if (row.seq > (lastSeq.get(row.instanceKey) ?? 0)) continue;
        const event = stored(row);
        const block =
          event.block !== null && (await this.sealedSince(newer, event.block, lastBlock)) ? null : event.block;
        yield { kind: 'event', ...event, block, ...(withPayloads ? this.payload(row) : {}) };
      }
      for (const row of archived) yield { kind: 'archived', ...row };
      if (!end) return;
      after = end;
      await giveWay();
    }
  }

  /**
   * Whether a block was made after the blocks were read; its events then count as not yet sealed. A block that no row
   * stands for was not made later but taken away, and its number stays so that the check finds it missing.
   */
  private async sealedSince(newer: Map<number, boolean>, block: number, lastBlock: number): Promise<boolean> {
    if (block <= lastBlock) return false;
    const known = newer.get(block);
    if (known !== undefined) return known;
    const exists = (await this.database.get(`SELECT 1 FROM seal_block WHERE block = ?`, [block])) !== undefined;
    newer.set(block, exists);
    return exists;
  }

  private async *leavesBeside(instanceKey: string, lastBlock: number): AsyncGenerator<HistoryRecord> {
    const blocks = await this.database.all<{ block: number }>(
      `SELECT block FROM history_event WHERE instance_key = ? AND block <= ? UNION
       SELECT block FROM archived_events WHERE instance_key = ? AND block <= ? ORDER BY block`,
      [instanceKey, lastBlock, instanceKey, lastBlock],
    );
    for (const { block } of blocks) yield* this.leavesOf(block);
  }

  /** All leaves of a block in the order in which they were sealed. */
  async *leavesOf(block: number): AsyncGenerator<Extract<HistoryRecord, { kind: 'leaf' }>> {
    const rows = await this.database.all<{ instanceKey: string; seq: number; hashes: string }>(
      `SELECT instance_key AS "instanceKey", seq AS "seq", hash AS "hashes" FROM history_event WHERE block = ? UNION ALL
       SELECT instance_key, first_seq, hashes FROM archived_events WHERE block = ? ORDER BY "instanceKey", "seq"`,
      [block, block],
    );
    for (const row of rows) for (const hash of hashesIn(row.hashes)) yield { kind: 'leaf', block, hash };
  }

  /** Archived events of the instances after one place up to another, which is the end of a page. */
  private async archivedWithin(
    after: { instanceKey: string; seq: number },
    upTo: { instanceKey: string } | undefined,
    instanceKey: string | undefined,
  ): Promise<Omit<Extract<HistoryRecord, { kind: 'archived' }>, 'kind'>[]> {
    // A page may end in the midst of an instance: what was archived of it came with its first events.
    const conditions = ['(instance_key > ? OR (instance_key = ? AND first_seq > ?))'];
    const parameters: (string | number)[] = [after.instanceKey, after.instanceKey, after.seq];
    if (upTo) {
      conditions.push('instance_key <= ?');
      parameters.push(upTo.instanceKey);
    }
    if (instanceKey !== undefined) {
      conditions.push('instance_key = ?');
      parameters.push(instanceKey);
    }
    const rows = await this.database.all<{ instanceKey: string; firstSeq: number; block: number; hashes: string }>(
      `SELECT instance_key AS "instanceKey", first_seq AS "firstSeq", block AS "block", hashes AS "hashes" FROM archived_events
       WHERE ${conditions.join(' AND ')} ORDER BY instance_key, first_seq`,
      parameters,
    );
    return rows.map((row) => ({ ...row, hashes: hashesIn(row.hashes) }));
  }

  private tips(instanceKey?: string): Promise<{ instanceKey: string; seq: number; hash: string }[]> {
    const only = instanceKey ? ' WHERE instance_key = ?' : '';
    return this.database.all(
      `SELECT instance_key AS "instanceKey", last_seq AS "seq", last_hash AS "hash" FROM process_instance${only} ORDER BY instance_key`,
      instanceKey ? [instanceKey] : [],
    );
  }

  private blocks(): Promise<StoredBlock[]> {
    return this.database.all<StoredBlock>(`${selectBlock} ORDER BY block`);
  }

  /** @throws Error when there is no such block: then somebody took it away. */
  async block(number: number): Promise<StoredBlock> {
    const block = await this.database.get<StoredBlock>(`${selectBlock} WHERE block = ?`, [number]);
    if (!block) throw new Error(`no block ${number}`);
    return block;
  }

  /** Archives that hold instances which are not in the database. */
  archiveFiles(): Promise<{ name: string; sha256: string }[]> {
    return this.database.all(
      `SELECT name AS "name", sha256 AS "sha256" FROM archive_file a WHERE state = 'complete'
         AND EXISTS (SELECT 1 FROM process_instance i WHERE i.archive_name = a.name) ORDER BY name`,
    );
  }

  private page(after: { instanceKey: string; seq: number }, instanceKey?: string): Promise<EventRow[]> {
    const only = instanceKey ? 'h.instance_key = ? AND' : '';
    return this.database.all<EventRow>(
      `${select} WHERE ${only} (h.instance_key > ? OR (h.instance_key = ? AND h.seq > ?)) ORDER BY h.instance_key, h.seq LIMIT ${page}`,
      [...(instanceKey ? [instanceKey] : []), after.instanceKey, after.instanceKey, after.seq],
    );
  }

  /** Somebody reads this to find out what happened: what cannot be opened is said so, and the rest still shown. */
  private entered(row: EventRow): Pick<ReadEvent, 'entered' | 'unreadable'> {
    if (!row.payloadHash) return { entered: null, unreadable: false };
    if (!row.sealed) return { entered: null, unreadable: true };
    try {
      const { payload } = this.writer.openPayload(row.wrappedKey, row.instanceKey, row.seq, row.sealed);
      return { entered: JSON.parse(payload) as Record<string, unknown>, unreadable: false };
    } catch {
      return { entered: null, unreadable: true };
    }
  }

  /** A payload that cannot be opened is handed on as one that cannot match, so that the event is reported. */
  private payload(row: EventRow): { payload?: { salt: string; text: string } } {
    if (!row.payloadHash) return {};
    if (!row.sealed) return { payload: { salt: '', text: '' } };
    try {
      const { salt, payload } = this.writer.openPayload(row.wrappedKey, row.instanceKey, row.seq, row.sealed);
      return { payload: { salt: salt.toString('base64'), text: payload } };
    } catch {
      return { payload: { salt: '', text: '' } };
    }
  }
}

/** Hashes are kept one after another, 64 hex digits each; what is cut or lengthened gives a hash that cannot match. */
const hashesIn = (text: string): string[] => text.match(/.{1,64}/g) ?? [];

function stored({ sealed: _sealed, wrappedKey: _wrappedKey, meta, ...row }: EventRow): StoredEvent {
  return { ...row, meta: parseMeta(meta) };
}

/** Metadata that is no JSON any more is handed on as it stands: its hash cannot match, and the event is reported. */
function parseMeta(meta: string): Record<string, unknown> {
  try {
    return JSON.parse(meta) as Record<string, unknown>;
  } catch {
    return { unreadable: meta };
  }
}
