import type { Json, Key, Variables } from '../../engine/ports.js';
import type { SqlReader, SqlValue } from '../../platform/database/database.js';

/** An element instance and the scopes around it, out to the process; its one parameter is the element instance's key. */
const scopes = `WITH RECURSIVE scope(key, distance) AS (
  SELECT ?, 0 UNION ALL
  SELECT COALESCE(e.scope_key, e.instance_key), s.distance + 1 FROM scope s JOIN element_instance e ON e.element_instance_key = s.key)`;

/** A condition on `variable v`: what an element instance sees, inner variables hiding outer ones of their name. */
export function isVisibleFrom(instanceKey: Key, elementInstanceKey: Key): { sql: string; parameters: SqlValue[] } {
  return {
    sql: `v.instance_key = ? AND v.variable_key IN (${scopes} SELECT w.variable_key FROM variable w JOIN scope s ON s.key = w.scope_key
      WHERE w.instance_key = ? AND NOT EXISTS (SELECT 1 FROM variable n JOIN scope c ON c.key = n.scope_key
        WHERE n.instance_key = w.instance_key AND n.name = w.name AND c.distance < s.distance))`,
    parameters: [instanceKey, elementInstanceKey, instanceKey],
  };
}

/** Values that an element instance sees. */
export async function visibleVariables(
  reader: SqlReader,
  instanceKey: Key,
  elementInstanceKey: Key,
): Promise<Variables> {
  const rows = await reader.all<{ name: string; value: string }>(
    `${scopes} SELECT v.name AS name, v.value AS value FROM variable v JOIN scope s ON s.key = v.scope_key WHERE v.instance_key = ? ORDER BY s.distance DESC`,
    [elementInstanceKey, instanceKey],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as Json]));
}
