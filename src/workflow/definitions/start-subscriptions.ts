import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Definition, Key } from '../../engine/ports.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Definitions, triggerName } from './definitions.js';

/**
 * Notes in which ways instances of a process begin, in place of its version before: a message or a signal finds the
 * processes that it starts by one look into an index.
 */
export async function subscribeStarts(
  transaction: SqlTransaction,
  definitionKey: Key,
  { processId, startEvents }: Definition,
): Promise<void> {
  await transaction.run(
    `DELETE FROM start_subscription WHERE definition_key IN (SELECT definition_key FROM process_definition WHERE process_id = ?)`,
    [processId],
  );
  for (const [index, event] of startEvents.entries()) {
    await transaction.run(
      `INSERT INTO start_subscription (definition_key, event_index, element_id, kind, name) VALUES (?, ?, ?, ?, ?)`,
      [definitionKey, index, event.elementId, event.kind, triggerName(event)],
    );
  }
}

/** Notes them for definitions that were deployed by a release which did not. */
@Injectable()
export class StartSubscriptions implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly definitions: Definitions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const rows = await this.database.all<{ key: Key }>(
      `SELECT d.definition_key AS key FROM process_definition d
       WHERE d.version = (SELECT max(n.version) FROM process_definition n WHERE n.process_id = d.process_id)
       AND NOT EXISTS (SELECT 1 FROM start_subscription s WHERE s.definition_key = d.definition_key)`,
    );
    for (const { key } of rows) {
      const definition = await this.definitions.compiledOf(await this.definitions.row(key));
      await this.database.write(async (transaction) => {
        await transaction.lock({ kind: 'deployment', key: '' });
        await subscribeStarts(transaction, key, definition);
      });
    }
  }
}
