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

interface EventRow extends Omit<StoredEvent, 'meta'> {
  meta: string;
  sealed: string | null;
  wrappedKey: string;
}

const page = 2_000;

const select = `SELECT h.instance_key AS "instanceKey", h.seq AS "seq", h.at AS "at", h.type AS "type", h.element_id AS "elementId",
  h.element_instance_key AS "elementInstanceKey", h.actor_id AS "actorId", h.meta AS "meta", h.payload_hash AS "payloadHash",
  h.prev_hash AS "prevHash", h.hash AS "hash", h.block AS "block", p.sealed AS "sealed", COALESCE(c.wrapped_key, i.wrapped_key) AS "wrappedKey"
  FROM history_event h JOIN process_instance i ON i.instance_key = h.instance_key
  LEFT JOIN petition_case c ON c.id = i.case_id
  LEFT JOIN history_payload p ON p.instance_key = h.instance_key AND p.seq = h.seq`;

/** Reads history for timelines, exports and checks. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly database: Database,
    private readonly writer: HistoryWriter,
    private readonly keys: KeyRing,
  ) {}

  /** Events of one instance in order, with what was entered. */
  async events(instanceKey: string): Promise<(StoredEvent & { entered: Record<string, unknown> | null })[]> {
    const rows = await this.database.all<EventRow>(`${select} WHERE h.instance_key = ? ORDER BY h.seq`, [instanceKey]);
    return rows.map((row) => {
      const opened = row.sealed ? this.writer.openPayload(row.wrappedKey, row.instanceKey, row.seq, row.sealed) : null;
      return { ...stored(row), entered: opened ? (JSON.parse(opened.payload) as Record<string, unknown>) : null };
    });
  }

  /**
   * Checks one instance, or everything. Payloads are opened too, so that a changed form value is found even where its row
   * lies beside the chain.
   */
  verify(instanceKey?: string): Promise<Verification> {
    return verifyHistory(this.records(instanceKey), { trustedKey: this.keys.sealPublicKey, whole: instanceKey === undefined });
  }

  /**
   * Everything `verify` needs, as lines for an export; payloads only when asked for. Blocks and tips are read first and
   * bound what follows: work that goes on meanwhile would otherwise look like a break.
   */
  async *records(instanceKey?: string, withPayloads = true): AsyncGenerator<HistoryRecord> {
    yield { kind: 'key', keyId: this.keys.sealKeyId, publicKey: this.keys.sealPublicKey };
    const blocks = await this.blocks();
    for (const block of blocks) yield { kind: 'block', ...block };
    const tips = await this.tips(instanceKey);
    for (const tip of tips) yield { kind: 'tip', ...tip };
    yield* this.eventsWithin(new Map(tips.map((tip) => [tip.instanceKey, tip.seq])), blocks.length, instanceKey, withPayloads);
  }

  private async *eventsWithin(
    lastSeq: ReadonlyMap<string, number>,
    lastBlock: number,
    instanceKey: string | undefined,
    withPayloads: boolean,
  ): AsyncGenerator<HistoryRecord> {
    let after: { instanceKey: string; seq: number } = { instanceKey: '', seq: 0 };
    for (;;) {
      const rows = await this.page(after, instanceKey);
      for (const row of rows) {
        if (row.seq > (lastSeq.get(row.instanceKey) ?? 0)) continue;
        const event = stored(row);
        const block = event.block !== null && event.block > lastBlock ? null : event.block;
        yield { kind: 'event', ...event, block, ...(withPayloads ? this.payload(row) : {}) };
      }
      const last = rows.at(-1);
      if (!last || rows.length < page) return;
      after = last;
    }
  }

  private tips(instanceKey?: string): Promise<{ instanceKey: string; seq: number; hash: string }[]> {
    const only = instanceKey ? ' WHERE instance_key = ?' : '';
    return this.database.all(
      `SELECT instance_key AS "instanceKey", last_seq AS "seq", last_hash AS "hash" FROM process_instance${only} ORDER BY instance_key`,
      instanceKey ? [instanceKey] : [],
    );
  }

  private blocks(): Promise<Omit<Extract<HistoryRecord, { kind: 'block' }>, 'kind'>[]> {
    return this.database.all(
      `SELECT block AS "block", sealed_at AS "sealedAt", events AS "events", merkle_root AS "merkleRoot", prev_seal AS "prevSeal", seal AS "seal",
         key_id AS "keyId", signature AS "signature" FROM seal_block ORDER BY block`,
    );
  }

  private page(after: { instanceKey: string; seq: number }, instanceKey?: string): Promise<EventRow[]> {
    const only = instanceKey ? 'h.instance_key = ? AND' : '';
    return this.database.all<EventRow>(
      `${select} WHERE ${only} (h.instance_key > ? OR (h.instance_key = ? AND h.seq > ?)) ORDER BY h.instance_key, h.seq LIMIT ${page}`,
      [...(instanceKey ? [instanceKey] : []), after.instanceKey, after.instanceKey, after.seq],
    );
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

function stored({ sealed: _sealed, wrappedKey: _wrappedKey, meta, ...row }: EventRow): StoredEvent {
  return { ...row, meta: JSON.parse(meta) as Record<string, unknown> };
}
