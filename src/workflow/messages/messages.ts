import { Injectable } from '@nestjs/common';
import type { Key, Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Lock, type SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { Changes } from '../changes.js';
import { nextKey } from '../keys.js';
import { Runner } from '../runner/runner.js';

export interface PublishedMessage {
  name: string;
  correlationKey: string;
  variables: Variables;
  /** Milliseconds a message without a receiver is kept; 0 drops it. */
  timeToLive: number;
  /** Publishing the same id again while the first is kept is refused. */
  messageId?: string;
}

/** Messages from outside: delivered to exactly one receiver, or kept for a while. */
@Injectable()
export class Messages {
  constructor(
    private readonly database: Database,
    private readonly runner: Runner,
    private readonly clock: Clock,
    private readonly changes: Changes,
    private readonly log: Log,
  ) {}

  /** Gives the message's key. @throws Failure conflict `message-published` for a repeated id. */
  publish(message: PublishedMessage, actor: Actor): Promise<Key> {
    return this.database.write(async (transaction) => {
      await transaction.lock(conversation(message));
      const key = await nextKey(transaction);
      // Who comes later does not overtake: a kept message goes to the next receiver first.
      const waitsBehind = message.timeToLive > 0 && (await this.isAnyKept(transaction, message));
      const receiver = waitsBehind ? null : await this.runner.deliver(transaction, message, actor);
      if (waitsBehind) transaction.afterCommit(() => this.changes.publish({ topic: 'message' }));
      if (message.timeToLive > 0 && (message.messageId || !receiver))
        await this.keep(transaction, key, message, receiver !== null);
      return key;
    });
  }

  /** Hands kept messages to subscriptions and to processes that came after them, in their order; gives how many arrived. One that cannot be delivered does not hold up the rest. */
  async deliverKept(): Promise<number> {
    const rows = await this.database.all<{ message_key: string }>(
      `SELECT m.message_key FROM message m WHERE m.expires_at > ? AND m.variables <> '' AND (
         EXISTS (SELECT 1 FROM message_subscription s JOIN process_instance i ON i.instance_key = s.instance_key AND i.status = 'active'
           WHERE s.name = m.name AND s.correlation_key = m.correlation_key)
         OR EXISTS (SELECT 1 FROM start_subscription t WHERE t.kind = 'message' AND t.name = m.name))
       ORDER BY m.published_at, CAST(m.message_key AS BIGINT)`,
      [this.clock.instant()],
    );
    let delivered = 0;
    for (const row of rows) {
      try {
        if (await this.database.write((transaction) => this.deliverOne(transaction, row.message_key))) delivered += 1;
      } catch (reason) {
        this.log.error('message failed', {
          messageKey: row.message_key,
          ...faultOf(reason),
        });
      }
    }
    return delivered;
  }

  async dropExpired(): Promise<void> {
    const now = this.clock.instant();
    const due = await this.database.get(`SELECT 1 FROM message WHERE expires_at <= ? LIMIT 1`, [now]);
    if (due)
      await this.database.write((transaction) => transaction.run(`DELETE FROM message WHERE expires_at <= ?`, [now]));
  }

  /** False when it was delivered or dropped meanwhile, or nobody waits any more. */
  private async deliverOne(transaction: SqlTransaction, messageKey: Key): Promise<boolean> {
    const row = await transaction.get<{ name: string; correlation_key: string; variables: string }>(
      `SELECT name, correlation_key, variables FROM message WHERE message_key = ? AND variables <> ''`,
      [messageKey],
    );
    if (!row) return false;
    await transaction.lock(conversation({ name: row.name, correlationKey: row.correlation_key }));
    // The emptied row stays until it expires, so that its id cannot be published twice.
    const taken = await transaction.run(`UPDATE message SET variables = '' WHERE message_key = ? AND variables <> ''`, [
      messageKey,
    ]);
    if (taken !== 1) return false;
    const variables = JSON.parse(row.variables) as Variables;
    const message = { name: row.name, correlationKey: row.correlation_key, variables };
    if ((await this.runner.deliver(transaction, message, null)) !== null) return true;
    await transaction.run(`UPDATE message SET variables = ? WHERE message_key = ?`, [row.variables, messageKey]);
    return false;
  }

  private async isAnyKept(
    transaction: SqlTransaction,
    { name, correlationKey }: Pick<PublishedMessage, 'name' | 'correlationKey'>,
  ): Promise<boolean> {
    const kept = await transaction.get(
      `SELECT 1 FROM message WHERE name = ? AND correlation_key = ? AND variables <> '' AND expires_at > ? LIMIT 1`,
      [name, correlationKey, this.clock.instant()],
    );
    return kept !== undefined;
  }

  private async keep(
    transaction: SqlTransaction,
    key: Key,
    message: PublishedMessage,
    delivered: boolean,
  ): Promise<void> {
    const now = this.clock.now();
    // An id is free again when its time is over, whether or not the row has been cleared away yet.
    await transaction.run(
      `DELETE FROM message WHERE name = ? AND correlation_key = ? AND message_id = ? AND expires_at <= ?`,
      [message.name, message.correlationKey, message.messageId ?? null, now.toISOString()],
    );
    const added = await transaction.run(
      `INSERT INTO message (message_key, name, correlation_key, message_id, variables, published_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      [
        key,
        message.name,
        message.correlationKey,
        message.messageId ?? null,
        delivered ? '' : JSON.stringify(message.variables),
        now.toISOString(),
        new Date(now.getTime() + message.timeToLive).toISOString(),
      ],
    );
    if (added !== 1) throw new Failure('conflict', 'message-published', '同一编号的消息已经发布过，未重复处理。');
  }
}

/** Messages of one name and correlation key keep their order. */
const conversation = ({ name, correlationKey }: Pick<PublishedMessage, 'name' | 'correlationKey'>): Lock => ({
  kind: 'message',
  key: `${name}/${correlationKey}`,
});
