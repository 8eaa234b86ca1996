import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import type { SqlTransaction, SqlValue } from '../../platform/database/database.js';
import { insertRows } from '../../platform/database/insert-rows.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { randomPart } from '../../platform/keys/random.js';
import { canonical, eventHash, payloadHash, type ChainedEvent } from './chain.js';

/** The end of an instance's chain, to which new events are added. */
export interface ChainTip {
  instanceKey: string;
  seq: number;
  hash: string;
  /** The key under which what was entered is kept: the case's, or the instance's own when it serves none. */
  wrappedKey: string;
}

export interface NewEvent {
  type: string;
  elementId?: string;
  elementInstanceKey?: string;
  meta?: Record<string, unknown>;
  payload?: Variables;
}

const eventColumns = [
  'instance_key',
  'seq',
  'at',
  'type',
  'element_id',
  'element_instance_key',
  'actor_id',
  'meta',
  'payload_hash',
  'prev_hash',
  'hash',
];

const payloadColumns = ['instance_key', 'seq', 'sealed'];

/** Appends to the hash chain of an instance (design §3). Nothing else writes `history_event`. */
@Injectable()
export class HistoryWriter {
  constructor(private readonly keys: KeyRing) {}

  /** Writes the events in order and moves the tip; the caller stores the tip with the instance. */
  async append(
    transaction: SqlTransaction,
    tip: ChainTip,
    at: string,
    actorId: string | null,
    events: readonly NewEvent[],
  ): Promise<ChainTip> {
    let { seq, hash } = tip;
    const rows: SqlValue[][] = [];
    const payloads: SqlValue[][] = [];
    for (const event of events) {
      seq += 1;
      const sealed =
        event.payload && Object.keys(event.payload).length > 0 ? this.sealPayload(tip, seq, event.payload) : null;
      const chained: ChainedEvent = {
        instanceKey: tip.instanceKey,
        seq,
        at,
        type: event.type,
        elementId: event.elementId ?? null,
        elementInstanceKey: event.elementInstanceKey ?? null,
        actorId,
        meta: event.meta ?? {},
        payloadHash: sealed?.hash ?? null,
      };
      const prevHash = hash;
      const meta = canonical(chained.meta);
      hash = eventHash(prevHash, chained, meta);
      rows.push([
        chained.instanceKey,
        seq,
        at,
        chained.type,
        chained.elementId,
        chained.elementInstanceKey,
        actorId,
        meta,
        chained.payloadHash,
        prevHash,
        hash,
      ]);
      if (sealed) payloads.push([tip.instanceKey, seq, sealed.text]);
    }
    await insertRows(transaction, 'history_event', eventColumns, rows);
    await insertRows(transaction, 'history_payload', payloadColumns, payloads);
    return { ...tip, seq, hash };
  }

  /** Adds events outside an engine command (a claim, an issued notice), taking and storing the tip itself. */
  async appendTo(
    transaction: SqlTransaction,
    instanceKey: string,
    at: string,
    actorId: string | null,
    events: readonly NewEvent[],
  ): Promise<void> {
    await transaction.lock({ kind: 'instance', key: instanceKey });
    const tip = await readTip(transaction, instanceKey);
    const next = await this.append(transaction, tip, at, actorId, events);
    await transaction.run(`UPDATE process_instance SET last_seq = ?, last_hash = ? WHERE instance_key = ?`, [
      next.seq,
      next.hash,
      instanceKey,
    ]);
  }

  /** What was entered, in clear. @throws when the row or the key does not belong to the event. */
  openPayload(wrappedKey: string, instanceKey: string, seq: number, sealed: string): { salt: Buffer; payload: string } {
    const key = this.keys.unwrap(wrappedKey);
    const { salt, payload } = JSON.parse(this.keys.open(key, sealed, associated(instanceKey, seq))) as {
      salt: string;
      payload: string;
    };
    return { salt: Buffer.from(salt, 'base64'), payload };
  }

  private sealPayload(tip: ChainTip, seq: number, variables: Variables): { hash: string; text: string } {
    const salt = randomPart(16);
    const payload = canonical(variables);
    const text = JSON.stringify({ salt: salt.toString('base64'), payload });
    return {
      hash: payloadHash(salt, payload),
      text: this.keys.seal(this.keys.unwrap(tip.wrappedKey), text, associated(tip.instanceKey, seq)),
    };
  }
}

const associated = (instanceKey: string, seq: number): string => `history/${instanceKey}/${seq}`;

async function readTip(transaction: SqlTransaction, instanceKey: string): Promise<ChainTip> {
  const row = await transaction.get<{
    last_seq: number;
    last_hash: string;
    wrapped_key: string;
    case_key: string | null;
  }>(
    `SELECT i.last_seq, i.last_hash, i.wrapped_key, c.wrapped_key AS case_key FROM process_instance i
     LEFT JOIN petition_case c ON c.id = i.case_id WHERE i.instance_key = ?`,
    [instanceKey],
  );
  if (!row) throw new Error(`no instance ${instanceKey}`);
  return { instanceKey, seq: row.last_seq, hash: row.last_hash, wrappedKey: row.case_key ?? row.wrapped_key };
}
