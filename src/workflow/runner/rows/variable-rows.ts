/** Variables for searches: those of the process, and those local to element instances, which stay when these have ended. */
import type { HistoryEvent, Json, Key, Variables } from '../../../engine/ports.js';
import type { SqlTransaction, SqlValue } from '../../../platform/database/database.js';
import { nextKey } from '../../keys.js';

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
  for (const [name, value] of Object.entries(variables.after)) {
    if (!Object.hasOwn(variables.before, name) || !isEqual(variables.before[name]!, value))
      await storeVariable(transaction, instanceKey, instanceKey, name, value);
  }
  for (const [scopeKey, locals] of localVariables(events)) {
    for (const [name, value] of Object.entries(locals))
      await storeVariable(transaction, instanceKey, scopeKey, name, value);
  }
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

/** @param scopeKey the instance, or the element instance to which the variable is local */
async function storeVariable(
  transaction: SqlTransaction,
  instanceKey: Key,
  scopeKey: Key,
  name: string,
  value: Json,
): Promise<void> {
  const parameters: SqlValue[] = [await nextKey(transaction), instanceKey, scopeKey, name, JSON.stringify(value)];
  await transaction.run(
    `INSERT INTO variable (variable_key, instance_key, scope_key, name, value) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (instance_key, scope_key, name) DO UPDATE SET value = excluded.value`,
    parameters,
  );
}
