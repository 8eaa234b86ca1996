import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { genesisSeal, merkleRoot, sealHash } from './chain.js';

/** Events in one block at the most; a restart after a long outage makes several. */
const blockSize = 5_000;

/**
 * Closes what happened since the last block under one signature, so that the end of a chain cannot be cut off unnoticed.
 * Works over rows that are not yet sealed, never from "the last id": rows do not become visible in the order of their ids.
 */
@Injectable()
export class Sealer {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Gives the number of events sealed. */
  async sealNew(): Promise<number> {
    let total = 0;
    for (;;) {
      const waiting = await this.database.get(`SELECT 1 FROM history_event WHERE block IS NULL LIMIT 1`);
      if (!waiting) return total;
      total += await this.database.write((transaction) => this.sealBlock(transaction));
    }
  }

  private async sealBlock(transaction: SqlTransaction): Promise<number> {
    // Blocks form a chain of their own: one after another, whichever node makes them.
    await transaction.lock({ kind: 'seal', key: '' });
    const events = await transaction.all<{ instance_key: string; seq: number; hash: string }>(
      `SELECT instance_key, seq, hash FROM history_event WHERE block IS NULL ORDER BY instance_key, seq LIMIT ${blockSize}`,
    );
    if (events.length === 0) return 0;
    const last = await transaction.get<{ block: number; seal: string }>(
      `SELECT block, seal FROM seal_block ORDER BY block DESC LIMIT 1`,
    );
    const block = {
      block: (last?.block ?? 0) + 1,
      sealedAt: this.clock.instant(),
      events: events.length,
      merkleRoot: merkleRoot(events.map((event) => event.hash)),
      prevSeal: last?.seal ?? genesisSeal,
    };
    const seal = sealHash(block);
    await transaction.run(
      `INSERT INTO seal_block (block, sealed_at, events, merkle_root, prev_seal, seal, key_id, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        block.block,
        block.sealedAt,
        block.events,
        block.merkleRoot,
        block.prevSeal,
        seal,
        this.keys.sealKeyId,
        this.keys.sign(Buffer.from(seal, 'hex')).toString('base64'),
      ],
    );
    for (const event of events) {
      await transaction.run(`UPDATE history_event SET block = ? WHERE instance_key = ? AND seq = ?`, [
        block.block,
        event.instance_key,
        event.seq,
      ]);
    }
    return events.length;
  }
}
