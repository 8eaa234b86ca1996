import type { Definition, HistoryEvent } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';

/** Element instances as the events of one command tell of them. */
export async function projectElements(
  transaction: SqlTransaction,
  instanceKey: string,
  definition: Definition,
  events: readonly HistoryEvent[],
  now: string,
): Promise<void> {
  for (const event of events) {
    if (!event.elementInstanceKey || !event.elementId) continue;
    const element = definition.elements[event.elementId];
    if (event.type === 'ELEMENT_ACTIVATED') {
      await transaction.run(
        `INSERT INTO element_instance (element_instance_key, instance_key, scope_key, element_id, element_name, type, state, started_at)
         VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?)`,
        [
          event.elementInstanceKey,
          instanceKey,
          event.scopeKey ?? null,
          event.elementId,
          element?.name || event.elementId,
          event.body ? 'MULTI_INSTANCE_BODY' : (element?.type ?? 'UNSPECIFIED'),
          now,
        ],
      );
    } else if (event.type === 'ELEMENT_COMPLETED' || event.type === 'ELEMENT_TERMINATED') {
      const state = event.type === 'ELEMENT_COMPLETED' ? 'COMPLETED' : 'TERMINATED';
      await transaction.run(`UPDATE element_instance SET state = ?, ended_at = ? WHERE element_instance_key = ?`, [
        state,
        now,
        event.elementInstanceKey,
      ]);
    }
  }
}
