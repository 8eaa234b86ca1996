/** Variables for searches: those of the process, and those local to element instances, which stay when these have ended. */
import type { HistoryEvent, Json, Key, Variables } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';
import { insertRows } from '../../../platform/database/insert-rows.js';
import { nextKeys } from '../../keys.js';

/**
 * Process variables are held against the state, which nothing can pass by; local ones are nowhere but in the engine's own
 * part of the state, so the events tell of them.
 */
export async function projectVariables(
  transaction: SqlTransaction,
  instanceKey: Key,
  variables: { before: Variables; after: Variables },
  events: readonly HistoryEvent[],
): Promise<void> {
  const rows: Omit<VariableRow, 'key'>[] = [];
  for (const [name, value] of Object.entries(variables.after)) {
    const isKnown = Object.hasOwn(variables.before, name);
    if (isKnown && isEqual(variables.before[name]!, value)) continue;
    const isUpdated = isKnown && (await updateVariable(transaction, instanceKey, name, value));
    if (!isUpdated) rows.push({ scopeKey: instanceKey, name, value });
  }
  for (const [scopeKey, locals] of localVariables(events))
    for (const [name, value] of Object.entries(locals)) rows.push({ scopeKey, name, value });
  const keys = await nextKeys(transaction, rows.length);
  await storeVariables(
    transaction,
    instanceKey,
    rows.map((row, index) => ({ ...row, key: keys[index]! })),
  );
}

/** The engine hands on what it did not change as it is. */
const isEqual = (one: Json, other: Json): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

/** The last values in each scope below the process. */
function localVariables(events: readonly HistoryEvent[]): Map<Key, Variables> {
  const scopes = new Map<Key, Variables>();
  for (const { type, elementInstanceKey, scopeKey, payload } of events) {
    // What an element instance begins with, or sets for itself, is its own; anything else is named with its scope.
    const scope =
      type === 'VARIABLES_SET'
        ? (elementInstanceKey ?? scopeKey)
        : type === 'ELEMENT_ACTIVATED'
          ? elementInstanceKey
          : undefined;
    if (scope !== undefined && payload) scopes.set(scope, { ...scopes.get(scope), ...payload });
  }
  return scopes;
}

const columns = ['variable_key', 'instance_key', 'scope_key', 'name', 'value'];

interface VariableRow {
  key: Key;
  /** The instance, or the element instance to which the variable is local. */
  scopeKey: Key;
  name: string;
  value: Json;
}

async function updateVariable(
  transaction: SqlTransaction,
  instanceKey: Key,
  name: string,
  value: Json,
): Promise<boolean> {
  const changed = await transaction.run(
    `UPDATE variable SET value = ? WHERE instance_key = ? AND scope_key = ? AND name = ?`,
    [JSON.stringify(value), instanceKey, instanceKey, name],
  );
  return changed === 1;
}

function storeVariables(transaction: SqlTransaction, instanceKey: Key, rows: readonly VariableRow[]): Promise<void> {
  return insertRows(
    transaction,
    'variable',
    columns,
    rows.map(({ key, scopeKey, name, value }) => [key, instanceKey, scopeKey, name, JSON.stringify(value)]),
    'ON CONFLICT (instance_key, scope_key, name) DO UPDATE SET value = excluded.value',
  );
}
