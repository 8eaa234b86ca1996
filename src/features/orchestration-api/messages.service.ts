import { Injectable } from '@nestjs/common';
import { parseCaseNumber } from '../../domain/numbers/case-number.js';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { nextKey } from '../../workflow/keys.js';
import { Messages, type PublishedMessage } from '../../workflow/messages/messages.js';
import { Runner } from '../../workflow/runner/runner.js';
import { caseScope, instanceScope } from '../identity/scope.js';

/**
 * Messages from other systems. Publishing is for accounts with the role of the process owner, and reaches only what the
 * account may see: a message can end a wait, so that whoever cannot see an instance must not move it, and whoever cannot see
 * a case must not address it by its number.
 */
@Injectable()
export class MessagesService {
  constructor(
    private readonly database: Database,
    private readonly messages: Messages,
    private readonly runner: Runner,
  ) {}

  /** Gives the message's key. @throws Failure receiver-out-of-reach, message-published. */
  async publish(message: PublishedMessage, actor: Actor): Promise<string> {
    await expectReachable(this.database, message, actor);
    return this.messages.publish(message, actor);
  }

  /** Delivers at once, to a waiting instance or to a process that it starts. @throws Failure not-found when nobody waits. */
  correlate(
    message: { name: string; correlationKey: string; variables: Variables },
    actor: Actor,
  ): Promise<{ messageKey: string; instanceKey: string }> {
    return this.database.write(async (transaction) => {
      await expectReachable(transaction, message, actor);
      const messageKey = await nextKey(transaction);
      const instanceKey = await this.runner.deliver(transaction, message, actor);
      if (instanceKey === null) throw notFound(`等待消息“${message.name}”的流程实例`);
      return { messageKey, instanceKey };
    });
  }
}

async function expectReachable(
  reader: SqlReader,
  message: { name: string; correlationKey: string },
  actor: Actor,
): Promise<void> {
  const reachable =
    (await seesCase(reader, message.correlationKey, actor)) && (await seesReceivers(reader, message, actor));
  if (!reachable)
    throw new Failure('forbidden', 'receiver-out-of-reach', '该关联键对应的事项不在您的权限范围内，消息未发送。');
}

/** Numbers of cases that do not exist are treated like hidden ones, or the answer would tell which exist. */
async function seesCase(reader: SqlReader, correlationKey: string, actor: Actor): Promise<boolean> {
  if (!parseCaseNumber(correlationKey)) return true;
  const scope = caseScope(actor, 'c');
  const found = await reader.get(`SELECT 1 FROM petition_case c WHERE c.number = ? AND (${scope.sql})`, [
    correlationKey,
    ...scope.parameters,
  ]);
  return found !== undefined;
}

async function seesReceivers(
  reader: SqlReader,
  message: { name: string; correlationKey: string },
  actor: Actor,
): Promise<boolean> {
  const scope = instanceScope(actor, 'i');
  const hidden = await reader.get(
    `SELECT 1 FROM message_subscription s JOIN process_instance i ON i.instance_key = s.instance_key
     WHERE s.name = ? AND s.correlation_key = ? AND NOT (${scope.sql})`,
    [message.name, message.correlationKey, ...scope.parameters],
  );
  return hidden === undefined;
}
