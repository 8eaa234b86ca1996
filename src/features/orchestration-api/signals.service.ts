import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { nextKey } from '../../workflow/keys.js';
import { Runner } from '../../workflow/runner/runner.js';
import { instanceScope } from '../identity/scope.js';

/** Signals from other systems. As with messages, whoever cannot see an instance must not move it. */
@Injectable()
export class SignalsService {
  constructor(
    private readonly database: Database,
    private readonly runner: Runner,
  ) {}

  /** Gives the signal's key, also when nobody waits for it. @throws Failure receiver-out-of-reach; nobody hears it then. */
  broadcast(signal: { name: string; variables: Variables }, actor: Actor): Promise<string> {
    return this.database.write(async (transaction) => {
      if (!(await seesReceivers(transaction, signal.name, actor)))
        throw new Failure('forbidden', 'receiver-out-of-reach', '等待该信号的流程实例中有您无权查看的，信号未发送。');
      await this.runner.broadcast(transaction, signal, actor);
      return nextKey(transaction);
    });
  }
}

async function seesReceivers(reader: SqlReader, name: string, actor: Actor): Promise<boolean> {
  const scope = instanceScope(actor, 'i');
  const hidden = await reader.get(
    `SELECT 1 FROM signal_subscription s JOIN process_instance i ON i.instance_key = s.instance_key WHERE s.name = ? AND NOT (${scope.sql})`,
    [name, ...scope.parameters],
  );
  return hidden === undefined;
}
