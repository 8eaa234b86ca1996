import { Injectable } from '@nestjs/common';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Definitions } from '../definitions/definitions.js';
import { ProcessStarter, type ProcessStart } from '../ports/process-starter.js';
import { Runner } from './runner.js';

/** Starts the newest version of a process for a case, in the transaction that registers it. */
@Injectable()
export class InstanceStarter extends ProcessStarter {
  constructor(
    private readonly runner: Runner,
    private readonly definitions: Definitions,
  ) {
    super();
  }

  override async start(
    transaction: SqlTransaction,
    { processId, startElementId, ...start }: ProcessStart,
  ): Promise<{ instanceKey: string }> {
    const definition = await this.definitions.latest(processId, transaction);
    const { startEvents } = await this.definitions.compiledOf(definition, transaction);
    const isDrawn = startEvents.some(({ elementId }) => elementId === startElementId);
    const { instanceKey } = await this.runner.start(transaction, {
      ...start,
      definition,
      ...(isDrawn && { startElementId }),
    });
    return { instanceKey };
  }
}
