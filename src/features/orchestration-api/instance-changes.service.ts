import { Injectable } from '@nestjs/common';
import type { ActivateInstruction, Key } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { Runner, type MigrationTarget } from '../../workflow/runner/runner.js';
import { ownedInstances } from '../identity/scope.js';
import type {
  ActivateInstructionBody,
  MigrateInstanceBody,
  ModifyInstanceBody,
  TerminateInstructionBody,
} from './instance-changes.dto.js';
import { refuse } from './search/refusal.js';

/** Changing a running instance by hand: other places in its diagram, or another version of it. */
@Injectable()
export class InstanceChangesService {
  constructor(
    private readonly database: Database,
    private readonly runner: Runner,
    private readonly definitions: Definitions,
  ) {}

  /** @throws Failure not-found; CommandRefused migration-refused with every element that has no place in the target. */
  async migrate(instanceKey: Key, body: MigrateInstanceBody, actor: Actor): Promise<void> {
    const target = readTarget(body);
    await this.database.write((transaction) => this.migrateIn(transaction, instanceKey, target, actor));
  }

  /** As {@link migrate}, in the caller's transaction. */
  async migrateIn(transaction: SqlTransaction, instanceKey: Key, target: MigrationTarget, actor: Actor): Promise<void> {
    await this.expectMigrates(transaction, instanceKey, target, actor);
    await this.runner.migrate(transaction, instanceKey, target, actor);
  }

  /** Whether {@link migrateIn} would succeed; nothing is kept. @throws as it does. */
  async tryMigration(reader: SqlReader, instanceKey: Key, target: MigrationTarget, actor: Actor): Promise<void> {
    await this.expectMigrates(reader, instanceKey, target, actor);
    await this.runner.tryMigration(reader, instanceKey, target);
  }

  /**
   * A petition goes on in another version of its process, never in another process: that one need not come to a result.
   */
  private async expectMigrates(
    reader: SqlReader,
    instanceKey: Key,
    { definitionKey }: MigrationTarget,
    actor: Actor,
  ): Promise<void> {
    const { caseId, processId } = await visible(reader, instanceKey, actor);
    if (caseId !== null && (await this.definitions.row(definitionKey, reader)).processId !== processId)
      throw new Failure('conflict', 'petition-instance', '该流程实例正在办理信访事项，只能迁移到同一流程的其他版本。');
  }

  /** @throws Failure not-found, petition-instance; CommandRefused modification-refused with every instruction that does not fit. */
  async modify(instanceKey: Key, body: ModifyInstanceBody, actor: Actor): Promise<void> {
    await this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'instance', key: instanceKey });
      await expectModifiable(transaction, instanceKey, actor);
      const terminate: Key[] = [];
      for (const [index, instruction] of (body.terminateInstructions ?? []).entries())
        terminate.push(...(await terminated(transaction, instanceKey, instruction, index)));
      const activate = (body.activateInstructions ?? []).map(activated);
      await this.runner.execute(transaction, instanceKey, { type: 'modify', activate, terminate }, actor);
    });
  }

  /** Nothing moves until it is resumed, called instances included. @throws Failure not-found, petition-instance. */
  async suspend(instanceKey: Key, actor: Actor): Promise<void> {
    await this.database.write(async (transaction) => {
      expectNoPetition(await visible(transaction, instanceKey, actor));
      await this.runner.execute(transaction, instanceKey, { type: 'suspend' }, actor);
    });
  }

  /** @throws Failure not-found; CommandRefused instance-active, instance-suspended while its caller is. */
  async resume(instanceKey: Key, actor: Actor): Promise<void> {
    await this.database.write(async (transaction) => {
      await visible(transaction, instanceKey, actor);
      await this.runner.execute(transaction, instanceKey, { type: 'resume' }, actor);
    });
  }
}

/**
 * A petition is worked on as its diagram says: who could take its steps away, or hold them up, could keep it from a result
 * (domain.md H1).
 */
function expectNoPetition({ caseId }: { caseId: string | null }): void {
  if (caseId === null) return;
  throw new Failure(
    'conflict',
    'petition-instance',
    '该流程实例正在办理信访事项，不能暂停或调整办理位置。请按流程办理，流程有误时请修改后迁移。',
  );
}

/** @throws Failure not-found, petition-instance. */
export async function expectModifiable(reader: SqlReader, instanceKey: Key, actor: Actor): Promise<void> {
  expectNoPetition(await visible(reader, instanceKey, actor));
}

/** @throws Failure request-invalid for an element that is mapped twice. */
export function readTarget(body: MigrateInstanceBody, path = ''): MigrationTarget {
  return { definitionKey: body.targetProcessDefinitionKey, mapping: readMapping(body, path) };
}

function readMapping({ mappingInstructions }: MigrateInstanceBody, path: string): Record<string, string> {
  const mapping = new Map<string, string>();
  for (const [index, { sourceElementId, targetElementId }] of mappingInstructions.entries()) {
    if (mapping.has(sourceElementId))
      throw refuse(`${path}mappingInstructions[${index}].sourceElementId`, 'is-unique', '只能对应一次');
    mapping.set(sourceElementId, targetElementId);
  }
  return Object.fromEntries(mapping);
}

function activated(instruction: ActivateInstructionBody): ActivateInstruction {
  const { elementId, variableInstructions = [], ancestorElementInstanceKey: ancestorKey } = instruction;
  return {
    elementId,
    ...(ancestorKey !== undefined && ancestorKey !== '-1' && { ancestorKey }),
    variables: variableInstructions.map(({ variables: values, scopeId }) => ({
      values,
      ...(scopeId && { scopeId }),
    })),
  };
}

/** Keys to terminate: the one that is named, or all active instances of the element. */
async function terminated(
  transaction: SqlTransaction,
  instanceKey: Key,
  { elementId, elementInstanceKey }: TerminateInstructionBody,
  index: number,
): Promise<Key[]> {
  if ((elementId === undefined) === (elementInstanceKey === undefined))
    throw refuse(`terminateInstructions[${index}]`, 'is-single', '应给出 elementId 或 elementInstanceKey，只给一个');
  if (elementInstanceKey !== undefined) return [elementInstanceKey];
  const rows = await transaction.all<{ key: Key }>(
    `SELECT element_instance_key AS key FROM element_instance WHERE instance_key = ? AND element_id = ? AND state = 'ACTIVE'
     ORDER BY length(element_instance_key), element_instance_key`,
    [instanceKey, elementId!],
  );
  if (rows.length === 0) throw refuse(`terminateInstructions[${index}].elementId`, 'is-active', '没有正在进行的实例');
  return rows.map(({ key }) => key);
}

async function visible(
  reader: SqlReader,
  instanceKey: Key,
  actor: Actor,
): Promise<{ caseId: string | null; processId: string }> {
  const scope = ownedInstances(actor, 'i');
  const row = await reader.get<{ caseId: string | null; processId: string }>(
    `SELECT i.case_id AS "caseId", i.process_id AS "processId" FROM process_instance i WHERE i.instance_key = ? AND (${scope.sql})`,
    [instanceKey, ...scope.parameters],
  );
  if (!row) throw notFound('该流程实例');
  return row;
}
