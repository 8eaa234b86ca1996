import { Injectable } from '@nestjs/common';
import type { Key } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { refusalOf } from '../../platform/http/problem.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { ActorsPort } from '../../workflow/ports/actors-port.js';
import { BatchCommands } from './batch-commands.js';
import type { BatchItem, BatchPlan } from './batch-plan.js';

/** Items of one turn, so that timers and jobs are not kept waiting; those of a group share a COMMIT. */
const itemsInTurn = 60;
const itemsInGroup = 20;

interface Operation {
  key: Key;
  plan: BatchPlan;
  actor: Actor | null;
}

type OpenItem = BatchItem & { batchItemKey: Key };

/**
 * Carries out batch operations, each item in a transaction of its own that also marks it done: after a crash the operation
 * goes on with the items that are not marked, and no item is carried out twice, on any number of nodes.
 */
@Injectable()
export class BatchWorker {
  constructor(
    private readonly database: Database,
    private readonly commands: BatchCommands,
    private readonly actors: ActorsPort,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** One turn's share of the oldest operation. True when more waits. */
  async runDue(): Promise<boolean> {
    const operation = await this.oldest();
    if (!operation) return false;
    const items = await this.open(operation.key);
    let settled = 0;
    for (let first = 0; first < items.length; first += itemsInGroup) {
      const group = items.slice(first, first + itemsInGroup);
      const results = await Promise.all(group.map((item) => this.carryOut(operation, item)));
      settled += results.filter(Boolean).length;
    }
    if (items.length < itemsInTurn) await this.end(operation.key);
    // Where nothing could be settled (a full disk) the next turn is early enough.
    return settled > 0 || items.length === 0;
  }

  private async oldest(): Promise<Operation | undefined> {
    const row = await this.database.get<{ key: Key; plan: string; actorId: string }>(
      `SELECT batch_operation_key AS "key", plan AS "plan", actor_id AS "actorId" FROM batch_operation WHERE state = 'ACTIVE'
       ORDER BY started_at, CAST(batch_operation_key AS BIGINT) LIMIT 1`,
    );
    if (!row) return undefined;
    return { key: row.key, plan: JSON.parse(row.plan) as BatchPlan, actor: await this.actors.byId(row.actorId) };
  }

  private open(operationKey: Key): Promise<OpenItem[]> {
    return this.database.all<OpenItem>(
      `SELECT batch_item_key AS "batchItemKey", item_key AS "itemKey", instance_key AS "instanceKey" FROM batch_operation_item
       WHERE batch_operation_key = ? AND state = 'ACTIVE' ORDER BY CAST(batch_item_key AS BIGINT) LIMIT ?`,
      [operationKey, itemsInTurn],
    );
  }

  /** False when it could be neither carried out nor marked as failed, and is tried again. */
  private async carryOut({ plan, actor }: Operation, item: OpenItem): Promise<boolean> {
    try {
      if (!actor) throw new Failure('forbidden', 'actor-gone', '发起人的账号已停用，没有执行。');
      await this.database.write(async (transaction) => {
        // Also the lock: of two nodes one finds the row as it was, and a suspended or canceled operation begins nothing more.
        const taken = await transaction.run(
          `UPDATE batch_operation_item SET state = 'COMPLETED', processed_at = ? WHERE batch_item_key = ? AND state = 'ACTIVE'
           AND EXISTS (SELECT 1 FROM batch_operation b WHERE b.batch_operation_key = batch_operation_item.batch_operation_key AND b.state = 'ACTIVE')`,
          [this.clock.instant(), item.batchItemKey],
        );
        if (taken === 1) await this.commands.carryOut(transaction, plan, item, actor);
      });
      return true;
    } catch (reason) {
      return this.fail(item, reason);
    }
  }

  private async fail(item: OpenItem, reason: unknown): Promise<boolean> {
    const refusal = refusalOf(reason);
    if (!refusal || refusal.status >= 500)
      this.log.error('batch item failed', { batchItemKey: item.batchItemKey, ...faultOf(reason) });
    if (refusal?.status === 503) return false;
    const sentence = refusal?.detail ?? '系统出错，没有执行。请联系系统管理员。';
    await this.database.write((transaction) =>
      transaction.run(
        `UPDATE batch_operation_item SET state = 'FAILED', processed_at = ?, error = ? WHERE batch_item_key = ? AND state = 'ACTIVE'`,
        [this.clock.instant(), sentence, item.batchItemKey],
      ),
    );
    return true;
  }

  private async end(operationKey: Key): Promise<void> {
    await this.database.write((transaction) =>
      transaction.run(
        `UPDATE batch_operation SET state = 'COMPLETED', ended_at = ? WHERE batch_operation_key = ? AND state = 'ACTIVE'
         AND NOT EXISTS (SELECT 1 FROM batch_operation_item t WHERE t.batch_operation_key = batch_operation.batch_operation_key AND t.state = 'ACTIVE')`,
        [this.clock.instant(), operationKey],
      ),
    );
  }
}
