import type { Definition } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';
import type { InstanceRow } from '../instance-row.js';

/** Tables that name an element of the diagram, with their key and which of their rows are still open. */
const tables = [
  { name: 'timer', key: 'timer_key', open: '1 = 1' },
  { name: 'message_subscription', key: 'subscription_key', open: '1 = 1' },
  { name: 'signal_subscription', key: 'subscription_key', open: '1 = 1' },
  { name: 'call_wait', key: 'call_key', open: '1 = 1' },
  { name: 'ad_hoc_wait', key: 'element_instance_key', open: '1 = 1' },
  { name: 'job', key: 'job_key', open: `state IN ('CREATED', 'FAILED')` },
  { name: 'incident', key: 'incident_key', open: `state = 'ACTIVE'` },
  { name: 'user_task', key: 'task_key', open: `state = 'CREATED'` },
  { name: 'element_instance', key: 'element_instance_key', open: `state = 'ACTIVE'` },
];

/**
 * Gives the open rows of an instance the element ids and names of the version that it goes on in. What has ended keeps those
 * of the version in which it happened.
 * @param instance as it goes on
 */
export async function moveRows(
  transaction: SqlTransaction,
  instance: InstanceRow,
  definition: Definition,
  mapping: Readonly<Record<string, string>>,
): Promise<void> {
  const { instanceKey, definitionKey, processId, version } = instance;
  await transaction.run(
    `UPDATE process_instance SET definition_key = ?, process_id = ?, version = ? WHERE instance_key = ?`,
    [definitionKey, processId, version, instanceKey],
  );
  for (const { name, key, open } of tables) {
    const rows = await transaction.all<{ key: string; id: string }>(
      `SELECT ${key} AS key, element_id AS id FROM ${name} WHERE instance_key = ? AND ${open}`,
      [instanceKey],
    );
    for (const row of rows) {
      const id = Object.hasOwn(mapping, row.id) ? mapping[row.id]! : row.id;
      if (id !== row.id) await transaction.run(`UPDATE ${name} SET element_id = ? WHERE ${key} = ?`, [id, row.key]);
      const shown = definition.elements[id]?.name || id;
      if (name === 'element_instance')
        await transaction.run(`UPDATE element_instance SET element_name = ? WHERE ${key} = ?`, [shown, row.key]);
      if (name === 'user_task')
        await transaction.run(
          `UPDATE user_task SET name = ?, definition_key = ?, process_id = ?, version = ? WHERE task_key = ?`,
          [shown, definitionKey, processId, version, row.key],
        );
    }
  }
}
