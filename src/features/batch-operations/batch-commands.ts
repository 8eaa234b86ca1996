import { Injectable } from '@nestjs/common';
import type { ActivateInstruction, Key } from '../../engine/ports.js';
import { hasRole, type Actor } from '../../platform/actor.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Incidents } from '../../workflow/incidents/incidents.js';
import { Runner } from '../../workflow/runner/runner.js';
import { IncidentQueries } from '../orchestration-api/incidents.queries.js';
import { expectModifiable, InstanceChangesService } from '../orchestration-api/instance-changes.service.js';
import { expectCancelable } from '../orchestration-api/process-instances.service.js';
import { workingRoles } from '../orchestration-api/working-roles.js';
import type { BatchItem, BatchPlan, BatchType, Move } from './batch-plan.js';

/** Who may do it; asked again for each item, because rights may end while an operation runs. */
export const rolesFor: Readonly<Record<BatchType, readonly string[]>> = {
  CANCEL_PROCESS_INSTANCE: ['owner'],
  MIGRATE_PROCESS_INSTANCE: ['owner'],
  MODIFY_PROCESS_INSTANCE: ['owner'],
  RESOLVE_INCIDENT: workingRoles,
};

/** One item of an operation: the same command, under the same rules, as when it is asked for alone. */
@Injectable()
export class BatchCommands {
  constructor(
    private readonly runner: Runner,
    private readonly changes: InstanceChangesService,
    private readonly incidents: IncidentQueries,
    private readonly tryAgain: Incidents,
  ) {}

  /** @throws Failure and CommandRefused as the single command does. */
  async carryOut(transaction: SqlTransaction, plan: BatchPlan, item: BatchItem, actor: Actor): Promise<void> {
    expectRole(plan, actor);
    const { instanceKey, itemKey } = item;
    switch (plan.type) {
      case 'CANCEL_PROCESS_INSTANCE':
        await expectCancelable(transaction, instanceKey, actor);
        await this.runner.execute(transaction, instanceKey, { type: 'cancel' }, actor);
        return;
      case 'MIGRATE_PROCESS_INSTANCE':
        return this.changes.migrateIn(transaction, instanceKey, plan.target, actor);
      case 'MODIFY_PROCESS_INSTANCE': {
        await expectModifiable(transaction, instanceKey, actor);
        await this.runner.execute(transaction, instanceKey, await moved(transaction, instanceKey, plan.moves), actor);
        return;
      }
      case 'RESOLVE_INCIDENT':
        await this.incidents.expectVisible(transaction, itemKey, actor);
        return this.tryAgain.resolve(transaction, itemKey, actor);
    }
  }

  /** Whether {@link carryOut} would be refused; nothing is kept. @throws what it would throw. */
  async check(reader: SqlReader, plan: BatchPlan, { instanceKey, itemKey }: BatchItem, actor: Actor): Promise<void> {
    expectRole(plan, actor);
    switch (plan.type) {
      case 'CANCEL_PROCESS_INSTANCE':
        return expectCancelable(reader, instanceKey, actor);
      case 'MIGRATE_PROCESS_INSTANCE':
        return this.changes.tryMigration(reader, instanceKey, plan.target, actor);
      case 'MODIFY_PROCESS_INSTANCE':
        await expectModifiable(reader, instanceKey, actor);
        await this.runner.dryRun(reader, instanceKey, await moved(reader, instanceKey, plan.moves));
        return;
      case 'RESOLVE_INCIDENT':
        return this.incidents.expectVisible(reader, itemKey, actor);
    }
  }
}

function expectRole({ type }: BatchPlan, actor: Actor): void {
  if (!hasRole(actor, ...rolesFor[type])) throw new Failure('forbidden', 'role-missing', '您没有办理此事的权限。');
}

/** Ends every open instance of the source element and begins one of the target element for each. */
async function moved(
  reader: SqlReader,
  instanceKey: Key,
  moves: readonly Move[],
): Promise<{ type: 'modify'; activate: ActivateInstruction[]; terminate: Key[] }> {
  const activate: ActivateInstruction[] = [];
  const terminate: Key[] = [];
  for (const { sourceElementId, targetElementId } of moves) {
    const rows = await reader.all<{ key: Key }>(
      `SELECT element_instance_key AS key FROM element_instance WHERE instance_key = ? AND element_id = ? AND state = 'ACTIVE'
       ORDER BY CAST(element_instance_key AS BIGINT)`,
      [instanceKey, sourceElementId],
    );
    if (rows.length === 0) {
      const message = `“${sourceElementId}”没有正在进行的实例`;
      throw new Failure('unprocessable', 'modification-refused', `实例不能这样调整：${message}。`, [
        { elementId: sourceElementId, rule: 'modification-refused', message },
      ]);
    }
    for (const { key } of rows) {
      terminate.push(key);
      activate.push({ elementId: targetElementId, variables: [] });
    }
  }
  return { type: 'modify', activate, terminate };
}
