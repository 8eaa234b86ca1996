import { Injectable } from '@nestjs/common';
import { servesPetition } from '../../domain/codes/process-codes.js';
import type { Definition, Variables } from '../../engine/ports.js';
import { hasRole, type Actor } from '../../platform/actor.js';
import { Database, type SqlReader } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { Definitions, type DefinitionRow } from '../../workflow/definitions/definitions.js';
import { Runner } from '../../workflow/runner/runner.js';
import { ownedInstances } from '../identity/scope.js';

export interface StartRequest {
  processDefinitionKey?: string;
  processDefinitionId?: string;
  /** -1 or absent: the newest. */
  processDefinitionVersion?: number;
  variables: Variables;
}

/**
 * Starting and cancelling instances from outside.
 *
 * A petition begins with its registration and ends as its diagram says, never here: an instance made without a case would
 * have no number, clock or petitioner, and a cancelled one would lose the petition (domain.md H1). The same holds for an
 * incident of conduct, whose record only retention removes (H5).
 */
@Injectable()
export class ProcessInstancesService {
  constructor(
    private readonly database: Database,
    private readonly definitions: Definitions,
    private readonly runner: Runner,
  ) {}

  /** @throws Failure not-found, registration-required, start-not-allowed; CommandRefused start-event-unknown. */
  async start(request: StartRequest, actor: Actor): Promise<{ instanceKey: string; definition: DefinitionRow }> {
    const definition = await this.definition(request);
    const compiled = await this.definitions.compiledOf(definition);
    if (servesPetition(definition.processId)) {
      throw new Failure(
        'unprocessable',
        'registration-required',
        `“${definition.name}”随来访登记自动开始，不能单独启动。请先登记来访事项。`,
      );
    }
    if (!mayStart(compiled, actor)) {
      throw new Failure(
        'forbidden',
        'start-not-allowed',
        `启动“${definition.name}”需要流程管理员或开始事件所在泳道的岗位。`,
      );
    }
    const executed = await this.database.write((transaction) =>
      this.runner.start(transaction, { definition, variables: request.variables, actor }),
    );
    return { instanceKey: executed.instanceKey, definition };
  }

  /** @throws Failure not-found, petition-instance, cancel-not-allowed; CommandRefused instance-ended. */
  async cancel(instanceKey: string, actor: Actor): Promise<void> {
    await this.database.write(async (transaction) => {
      await expectCancelable(transaction, instanceKey, actor);
      await this.runner.execute(transaction, instanceKey, { type: 'cancel' }, actor);
    });
  }

  private async definition({
    processDefinitionKey,
    processDefinitionId,
    processDefinitionVersion,
  }: StartRequest): Promise<DefinitionRow> {
    if ((processDefinitionKey === undefined) === (processDefinitionId === undefined)) {
      throw new Failure('invalid', 'request-invalid', '应给出 processDefinitionKey 或 processDefinitionId，只给一个。');
    }
    if (processDefinitionKey !== undefined) return this.definitions.row(processDefinitionKey);
    if (processDefinitionVersion === undefined || processDefinitionVersion === -1)
      return this.definitions.latest(processDefinitionId!);
    const row = await this.database.get<{ definition_key: string }>(
      `SELECT definition_key FROM process_definition WHERE process_id = ? AND version = ?`,
      [processDefinitionId!, processDefinitionVersion],
    );
    if (!row) throw notFound(`流程“${processDefinitionId}”的第 ${processDefinitionVersion} 版`);
    return this.definitions.row(row.definition_key);
  }
}

/** @throws Failure not-found, petition-instance, cancel-not-allowed. */
export async function expectCancelable(reader: SqlReader, instanceKey: string, actor: Actor): Promise<void> {
  const instance = await visible(reader, instanceKey, actor);
  if (instance.case_id !== null) {
    throw new Failure(
      'conflict',
      'petition-instance',
      '该流程实例正在办理信访事项，不能取消：登记的事项必须办到有结果。请按流程办理。',
    );
  }
  if (!hasRole(actor, 'owner') && instance.started_by !== actor.userId) {
    throw new Failure('forbidden', 'cancel-not-allowed', '只有流程管理员或启动该实例的人可以取消它。');
  }
}

/** The process owner, who tries what they drew, and the role in whose lane the start event lies. */
function mayStart(definition: Definition, actor: Actor): boolean {
  if (hasRole(actor, 'owner')) return true;
  const start = definition.startEvents.find((event) => event.kind === 'none');
  const role = start && definition.elements[start.elementId]?.role;
  return role !== undefined && hasRole(actor, role);
}

/** Of what the process owner answers for, a petition is named as such: it is refused below. */
async function visible(
  reader: SqlReader,
  instanceKey: string,
  actor: Actor,
): Promise<{ case_id: string | null; started_by: string | null }> {
  const scope = ownedInstances(actor, 'i');
  const row = await reader.get<{ case_id: string | null; started_by: string | null }>(
    `SELECT i.case_id, i.started_by FROM process_instance i WHERE i.instance_key = ? AND (${scope.sql})`,
    [instanceKey, ...scope.parameters],
  );
  if (!row) throw notFound('该流程实例');
  return row;
}
