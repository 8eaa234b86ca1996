import { Injectable } from '@nestjs/common';
import type { SqlTransaction } from '../../platform/database/database.js';
import { ProcessStarter, type ProcessStart } from '../ports/process-starter.js';
import { Runner } from './runner.js';

/** Starts the newest version of a process for a case, in the transaction that registers it. */
@Injectable()
export class InstanceStarter extends ProcessStarter {
  constructor(private readonly runner: Runner) {
    super();
  }

  override async start(transaction: SqlTransaction, start: ProcessStart): Promise<{ instanceKey: string }> {
    const { instanceKey } = await this.runner.start(transaction, start);
    return { instanceKey };
  }
}
