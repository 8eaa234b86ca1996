import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import type { SqlReader } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { ownedInstances } from '../identity/scope.js';
import { processInstanceSearch } from '../orchestration-api/process-instances.queries.js';
import { allOf } from '../orchestration-api/search/condition.js';
import { isObject, refuse } from '../orchestration-api/search/refusal.js';
import { Search } from '../orchestration-api/search/search.js';
import type { BatchItem, BatchType } from './batch-plan.js';

/** Items of one operation: more in one request would hardly be looked through by whoever asks for it. */
export const mostItems = 20_000;

/** Chooses what an operation is carried out on: open instances that fit a filter and that the actor answers for. */
@Injectable()
export class BatchSelection {
  constructor(private readonly search: Search) {}

  /**
   * Oldest first; called instances are canceled with their callers and so are not chosen for it.
   * @throws Failure request-invalid, too-many-items
   */
  async choose(reader: SqlReader, type: BatchType, filter: unknown, actor: Actor): Promise<BatchItem[]> {
    if (!isObject(filter) || Object.keys(filter).length === 0)
      throw refuse('filter', 'is-not-empty', '应至少给出一个条件');
    const conditions = [
      ownedInstances(actor, 'i'),
      { sql: `i.status IN ('active', 'suspended')`, parameters: [] },
      this.search.conditionOf(processInstanceSearch, filter),
      ...(type === 'CANCEL_PROCESS_INSTANCE' ? [{ sql: 'i.parent_key IS NULL', parameters: [] }] : []),
    ];
    const where = allOf(conditions);
    const { from } = processInstanceSearch;
    const sql =
      type === 'RESOLVE_INCIDENT'
        ? `SELECT n.incident_key AS "itemKey", i.instance_key AS "instanceKey" FROM ${from} JOIN incident n ON n.instance_key = i.instance_key
           WHERE n.state = 'ACTIVE' AND ${where.sql} ORDER BY CAST(n.incident_key AS BIGINT) LIMIT ?`
        : `SELECT i.instance_key AS "itemKey", i.instance_key AS "instanceKey" FROM ${from}
           WHERE ${where.sql} ORDER BY CAST(i.instance_key AS BIGINT) LIMIT ?`;
    const items = await reader.all<BatchItem>(sql, [...where.parameters, mostItems + 1]);
    if (items.length > mostItems)
      throw new Failure(
        'unprocessable',
        'too-many-items',
        `符合条件的超过 ${mostItems} 个，没有执行。请缩小范围，分批进行。`,
      );
    return items;
  }
}
