import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { Runner } from '../../workflow/runner/runner.js';
import { instanceScope } from '../identity/scope.js';

/** Changing variables by hand. The history tells it as such, with who did it. */
@Injectable()
export class ElementVariablesService {
  constructor(
    private readonly database: Database,
    private readonly runner: Runner,
  ) {}

  /**
   * @param key of an element instance, or of the process instance
   * @throws Failure not-found, CommandRefused scope-not-open when the element instance has ended.
   */
  async set(key: string, variables: Variables, local: boolean, actor: Actor): Promise<void> {
    const scope = instanceScope(actor, 'i');
    await this.database.write(async (transaction) => {
      const row = await transaction.get<{ key: string }>(
        `SELECT i.instance_key AS key FROM process_instance i WHERE (i.instance_key = ?
           OR i.instance_key = (SELECT e.instance_key FROM element_instance e WHERE e.element_instance_key = ?)) AND (${scope.sql})`,
        [key, key, ...scope.parameters],
      );
      if (!row) throw notFound('该流程元素');
      await this.runner.execute(transaction, row.key, { type: 'setVariables', scopeKey: key, variables, local }, actor);
    });
  }
}
