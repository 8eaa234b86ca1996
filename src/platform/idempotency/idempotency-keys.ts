import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Database, type SqlTransaction } from '../database/database.js';
import type { Refusal } from '../http/problem.js';
import { KeyRing } from '../keys/key-ring.js';

/** A key belongs to the account that sent it: nobody meets the keys of others. */
export interface RequestKey {
  accountId: string;
  key: string;
}

export interface KeptAnswer {
  requestHash: string;
  status: number;
  /** Absent for an answer without a body. */
  body?: unknown;
  /** The request was refused. */
  refusal?: Refusal;
}

/** How long a repetition gives the same answer; afterwards the key is new again. */
const keptMillis = 7 * 86_400_000;

/** Answers by the key of their request. They may name people, so they are encrypted. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async find({ accountId, key }: RequestKey): Promise<KeptAnswer | undefined> {
    const row = await this.database.get<{ requestHash: string; status: number; answer: string }>(
      `SELECT request_hash AS "requestHash", status AS "status", answer AS "answer" FROM idempotency_key
       WHERE account_id = ? AND idempotency_key = ? AND expires_at > ?`,
      [accountId, key, this.clock.instant()],
    );
    if (!row) return undefined;
    const answer = JSON.parse(this.keys.openAnswer(row.answer, place(accountId, key))) as Pick<
      KeptAnswer,
      'body' | 'refusal'
    >;
    return { requestHash: row.requestHash, status: row.status, ...answer };
  }

  /** In the transaction that makes the change. False when another request with this key was quicker. */
  async keep(
    transaction: SqlTransaction,
    { accountId, key }: RequestKey,
    { requestHash, status, body, refusal }: KeptAnswer,
  ): Promise<boolean> {
    const now = this.clock.now();
    const kept = await transaction.run(
      `INSERT INTO idempotency_key (account_id, idempotency_key, request_hash, status, answer, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (account_id, idempotency_key) DO UPDATE SET request_hash = excluded.request_hash, status = excluded.status,
         answer = excluded.answer, created_at = excluded.created_at, expires_at = excluded.expires_at
       WHERE idempotency_key.expires_at <= excluded.created_at`,
      [
        accountId,
        key,
        requestHash,
        status,
        this.keys.sealAnswer(JSON.stringify({ body, refusal }), place(accountId, key)),
        now.toISOString(),
        new Date(now.getTime() + keptMillis).toISOString(),
      ],
    );
    return kept === 1;
  }

  async forgetExpired(): Promise<void> {
    const now = this.clock.instant();
    const due = await this.database.get(`SELECT 1 FROM idempotency_key WHERE expires_at <= ? LIMIT 1`, [now]);
    if (!due) return;
    await this.database.write((transaction) =>
      transaction.run(`DELETE FROM idempotency_key WHERE expires_at <= ?`, [now]),
    );
  }
}

const place = (accountId: string, key: string): string => `idempotency/${accountId}/${key}`;
