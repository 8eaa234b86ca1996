import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { CommandRefused } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { refusalOf } from '../../platform/http/problem.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { BatchCommands } from './batch-commands.js';
import type { CheckBatchResult, RefusedItem } from './batch-operations.dto.js';
import type { BatchItem, BatchPlan } from './batch-plan.js';
import { BatchSelection } from './batch-selection.js';

/** Items that are tried in one request; each takes about a millisecond, during which nothing else is served. */
const mostChecked = 2_000;
const checkedAtOnce = 20;

/** What a batch operation would come to: every item is tried, nothing is kept. */
@Injectable()
export class BatchCheckService {
  constructor(
    private readonly database: Database,
    private readonly selection: BatchSelection,
    private readonly commands: BatchCommands,
    private readonly definitions: Definitions,
  ) {}

  /** @throws Failure request-invalid, too-many-items, not-found for the target of a migration, role-missing */
  async check(plan: BatchPlan, filter: unknown, actor: Actor): Promise<CheckBatchResult> {
    if (plan.type === 'MIGRATE_PROCESS_INSTANCE') await this.definitions.row(plan.target.definitionKey);
    const items = await this.selection.choose(this.database, plan.type, filter, actor);
    const tried = items.slice(0, mostChecked);
    const refused: RefusedItem[] = [];
    for (const [index, item] of tried.entries()) {
      if (index % checkedAtOnce === 0) await setImmediate();
      const found = await this.refusal(plan, item, actor);
      if (found) refused.push(found);
    }
    return { total: items.length, checked: tried.length, refused };
  }

  private async refusal(plan: BatchPlan, item: BatchItem, actor: Actor): Promise<RefusedItem | undefined> {
    try {
      await this.commands.check(this.database, plan, item, actor);
      return undefined;
    } catch (reason) {
      const refusal = reason instanceof Failure || reason instanceof CommandRefused ? refusalOf(reason) : undefined;
      if (!refusal) throw reason;
      const { code, detail, problems = [] } = refusal;
      return {
        ...(await this.described(item)),
        code,
        message: detail,
        problems: problems.map(({ elementId = null, message }) => ({ elementId, message })),
      };
    }
  }

  private async described({
    itemKey,
    instanceKey,
  }: BatchItem): Promise<Omit<RefusedItem, 'code' | 'message' | 'problems'>> {
    const row = (await this.database.get<{ processId: string; version: number }>(
      `SELECT process_id AS "processId", version AS "version" FROM process_instance WHERE instance_key = ?`,
      [instanceKey],
    ))!;
    return {
      itemKey,
      processInstanceKey: instanceKey,
      processDefinitionId: row.processId,
      processDefinitionVersion: row.version,
    };
  }
}
