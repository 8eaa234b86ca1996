import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../platform/actor.js';
import { notFound } from '../../platform/failure.js';
import { always, type Condition } from '../orchestration-api/search/condition.js';
import { choice, key, text } from '../orchestration-api/search/filters.js';
import { Search, type Found, type Searchable } from '../orchestration-api/search/search.js';
import { byKey, byText } from '../orchestration-api/search/sorts.js';
import type { BatchOperationItemResult, BatchOperationResult } from './batch-operations.dto.js';
import { batchTypes, itemStates, operationStates } from './batch-plan.js';

const count = (states: string): string =>
  `(SELECT count(*) FROM batch_operation_item c WHERE c.batch_operation_key = b.batch_operation_key${states})`;

export const operationSearch: Searchable = {
  from: 'batch_operation b JOIN app_user u ON u.id = b.actor_id',
  columns: `b.batch_operation_key AS "batchOperationKey", b.state AS "state", b.type AS "batchOperationType", b.started_at AS "startDate",
    b.ended_at AS "endDate", u.username AS "actorId", ${count('')} AS "operationsTotalCount",
    ${count(` AND c.state = 'FAILED'`)} AS "operationsFailedCount", ${count(` AND c.state = 'COMPLETED'`)} AS "operationsCompletedCount"`,
  key: 'b.batch_operation_key',
  filters: {
    batchOperationKey: key('b.batch_operation_key'),
    operationType: choice('b.type', batchTypes),
    state: choice('b.state', operationStates),
    actorType: choice(`'USER'`, ['USER']),
    actorId: text('u.username'),
  },
  sorts: {
    batchOperationKey: byKey('b.batch_operation_key'),
    operationType: byText('b.type'),
    state: byText('b.state'),
    startDate: byText('b.started_at'),
    endDate: byText('b.ended_at'),
    actorType: byText(`'USER'`),
    actorId: byText('u.username'),
  },
};

export const itemSearch: Searchable = {
  from: `batch_operation_item t JOIN batch_operation b ON b.batch_operation_key = t.batch_operation_key
    JOIN process_instance i ON i.instance_key = t.instance_key`,
  columns: `b.type AS "operationType", t.batch_operation_key AS "batchOperationKey", t.item_key AS "itemKey",
    t.instance_key AS "processInstanceKey", COALESCE(i.root_key, i.instance_key) AS "rootProcessInstanceKey", t.state AS "state",
    t.processed_at AS "processedDate", t.error AS "errorMessage"`,
  key: 't.batch_item_key',
  filters: {
    batchOperationKey: key('t.batch_operation_key'),
    itemKey: key('t.item_key'),
    processInstanceKey: key('t.instance_key'),
    state: choice('t.state', itemStates),
    operationType: choice('b.type', batchTypes),
  },
  sorts: {
    batchOperationKey: byKey('t.batch_operation_key'),
    itemKey: byKey('t.item_key'),
    processInstanceKey: byKey('t.instance_key'),
    processedDate: byText('t.processed_at'),
    state: byText('t.state'),
  },
};

/** One's own operations; process owners see those of each other, so that none waits for somebody on leave. */
export const operationScope = (actor: Actor): Condition =>
  hasRole(actor, 'owner') ? always : { sql: 'b.actor_id = ?', parameters: [actor.userId] };

type OperationColumns = Omit<BatchOperationResult, 'actorType' | 'errors'>;

@Injectable()
export class BatchOperationQueries {
  constructor(private readonly search: Search) {}

  async find(body: unknown, actor: Actor): Promise<Found<BatchOperationResult>> {
    const found = await this.search.find<OperationColumns>(operationSearch, operationScope(actor), body);
    return { ...found, items: found.items.map(result) };
  }

  /** @throws Failure not-found, also for an operation of somebody else. */
  async get(operationKey: string, actor: Actor): Promise<BatchOperationResult> {
    const row = await this.search.get<OperationColumns>(operationSearch, operationScope(actor), operationKey);
    if (!row) throw notFound('该批量操作');
    return result(row);
  }

  items(body: unknown, actor: Actor): Promise<Found<BatchOperationItemResult>> {
    return this.search.find<BatchOperationItemResult>(itemSearch, operationScope(actor), body);
  }
}

/** Counts come as text from a database whose count is 64 bits wide. */
function result(row: OperationColumns): BatchOperationResult {
  return {
    ...row,
    operationsTotalCount: Number(row.operationsTotalCount),
    operationsFailedCount: Number(row.operationsFailedCount),
    operationsCompletedCount: Number(row.operationsCompletedCount),
    actorType: 'USER',
    errors: [],
  };
}
