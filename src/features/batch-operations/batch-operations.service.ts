import { Injectable } from '@nestjs/common';
import type { Key } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { nextKey } from '../../workflow/keys.js';
import { operationScope } from './batch-operations.queries.js';
import type { BatchItem, BatchPlan } from './batch-plan.js';
import { BatchSelection } from './batch-selection.js';

/** Rows of one INSERT; each has four parameters. */
const rowsAtOnce = 200;

/** Operations on many instances: what they are carried out on is fixed when they are asked for; the turn does the rest. */
@Injectable()
export class BatchOperationsService {
  constructor(
    private readonly database: Database,
    private readonly selection: BatchSelection,
    private readonly definitions: Definitions,
    private readonly clock: Clock,
  ) {}

  /** Gives the operation's key. @throws Failure request-invalid, too-many-items, not-found for the target of a migration. */
  create(plan: BatchPlan, filter: unknown, actor: Actor): Promise<Key> {
    return this.database.write(async (transaction) => {
      if (plan.type === 'MIGRATE_PROCESS_INSTANCE') await this.definitions.row(plan.target.definitionKey, transaction);
      const items = await this.selection.choose(transaction, plan.type, filter, actor);
      const operationKey = await nextKey(transaction);
      const now = this.clock.instant();
      await transaction.run(
        `INSERT INTO batch_operation (batch_operation_key, type, state, plan, actor_id, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [
          operationKey,
          plan.type,
          items.length > 0 ? 'ACTIVE' : 'COMPLETED',
          JSON.stringify(plan),
          actor.userId,
          now,
          items.length > 0 ? null : now,
        ],
      );
      await insertItems(transaction, operationKey, items);
      return operationKey;
    });
  }

  /** Items that were not begun stay as they are for good. @throws Failure not-found, batch-operation-ended. */
  cancel(operationKey: Key, actor: Actor): Promise<void> {
    return this.database.write(async (transaction) => {
      await this.move(transaction, operationKey, actor, ['ACTIVE', 'SUSPENDED'], 'CANCELED');
      const now = this.clock.instant();
      await transaction.run(`UPDATE batch_operation SET ended_at = ? WHERE batch_operation_key = ?`, [
        now,
        operationKey,
      ]);
      await transaction.run(
        `UPDATE batch_operation_item SET state = 'CANCELED', processed_at = ? WHERE batch_operation_key = ? AND state = 'ACTIVE'`,
        [now, operationKey],
      );
    });
  }

  /** @throws Failure not-found, batch-operation-ended, batch-operation-suspended. */
  suspend(operationKey: Key, actor: Actor): Promise<void> {
    return this.database.write((transaction) => this.move(transaction, operationKey, actor, ['ACTIVE'], 'SUSPENDED'));
  }

  /** @throws Failure not-found, batch-operation-ended, batch-operation-active. */
  resume(operationKey: Key, actor: Actor): Promise<void> {
    return this.database.write((transaction) => this.move(transaction, operationKey, actor, ['SUSPENDED'], 'ACTIVE'));
  }

  private async move(
    transaction: SqlTransaction,
    operationKey: Key,
    actor: Actor,
    from: readonly string[],
    to: string,
  ): Promise<void> {
    const scope = operationScope(actor);
    const row = await transaction.get<{ state: string }>(
      `SELECT b.state AS "state" FROM batch_operation b WHERE b.batch_operation_key = ? AND (${scope.sql})`,
      [operationKey, ...scope.parameters],
    );
    if (!row) throw notFound('该批量操作');
    const moved = await transaction.run(
      `UPDATE batch_operation SET state = ? WHERE batch_operation_key = ? AND state IN (${from.map(() => '?').join(', ')})`,
      [to, operationKey, ...from],
    );
    if (moved !== 1) throw refusal(row.state);
  }
}

async function insertItems(transaction: SqlTransaction, operationKey: Key, items: readonly BatchItem[]): Promise<void> {
  for (let first = 0; first < items.length; first += rowsAtOnce) {
    const rows = items.slice(first, first + rowsAtOnce);
    await transaction.run(
      `INSERT INTO batch_operation_item (batch_item_key, batch_operation_key, item_key, instance_key, state)
       VALUES ${rows.map(() => `(?, ?, ?, ?, 'ACTIVE')`).join(', ')}`,
      // Keys behind the operation's own, of the range that was drawn with it.
      rows.flatMap(({ itemKey, instanceKey }, index) => [
        (BigInt(operationKey) + BigInt(first + index + 1)).toString(),
        operationKey,
        itemKey,
        instanceKey,
      ]),
    );
  }
}

function refusal(state: string): Failure {
  if (state === 'SUSPENDED') return new Failure('conflict', 'batch-operation-suspended', '该批量操作已经暂停。');
  if (state === 'ACTIVE') return new Failure('conflict', 'batch-operation-active', '该批量操作正在执行，没有暂停。');
  return new Failure('conflict', 'batch-operation-ended', '该批量操作已经结束。');
}
