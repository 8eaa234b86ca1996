import type { Definition, HistoryEvent, Key } from '../../../engine/ports.js';
import type { SqlTransaction, SqlValue } from '../../../platform/database/database.js';
import { insertRows } from '../../../platform/database/insert-rows.js';

const columns = [
  'element_instance_key',
  'instance_key',
  'scope_key',
  'element_id',
  'element_name',
  'type',
  'state',
  'started_at',
  'ended_at',
];

type Ending = 'COMPLETED' | 'TERMINATED';

/** Element instances as the events of one command tell of them; what begins and ends in it is written once. */
export async function projectElements(
  transaction: SqlTransaction,
  instanceKey: string,
  definition: Definition,
  events: readonly HistoryEvent[],
  now: string,
): Promise<void> {
  const ended = endingsOf(events);
  const begun = events.filter(({ type, elementInstanceKey, elementId }) => {
    return type === 'ELEMENT_ACTIVATED' && elementInstanceKey && elementId;
  });
  const rows = begun.map((event): SqlValue[] => {
    const element = definition.elements[event.elementId!];
    const ending = ended.get(event.elementInstanceKey!);
    ended.delete(event.elementInstanceKey!);
    return [
      event.elementInstanceKey!,
      instanceKey,
      event.scopeKey ?? null,
      event.elementId!,
      element?.name || event.elementId!,
      event.body ? 'MULTI_INSTANCE_BODY' : (element?.type ?? 'UNSPECIFIED'),
      ending ?? 'ACTIVE',
      now,
      ending ? now : null,
    ];
  });
  await insertRows(transaction, 'element_instance', columns, rows);
  for (const [key, state] of ended)
    await transaction.run(`UPDATE element_instance SET state = ?, ended_at = ? WHERE element_instance_key = ?`, [
      state,
      now,
      key,
    ]);
}

function endingsOf(events: readonly HistoryEvent[]): Map<Key, Ending> {
  const endings = new Map<Key, Ending>();
  for (const { type, elementInstanceKey } of events) {
    if (!elementInstanceKey) continue;
    if (type === 'ELEMENT_COMPLETED') endings.set(elementInstanceKey, 'COMPLETED');
    if (type === 'ELEMENT_TERMINATED') endings.set(elementInstanceKey, 'TERMINATED');
  }
  return endings;
}
