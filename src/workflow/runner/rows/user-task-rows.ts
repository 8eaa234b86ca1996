import type { UserTaskWait } from '../../../engine/ports.js';
import type { SqlTransaction } from '../../../platform/database/database.js';
import type { InstanceRow } from '../instance-row.js';
import { insertRows } from '../../../platform/database/insert-rows.js';

const candidateColumns = ['task_key', 'kind', 'value', 'reach', 'first_due', 'offered'];

export async function reconcileTasks(
  transaction: SqlTransaction,
  instance: InstanceRow,
  open: Set<string>,
  waits: readonly UserTaskWait[],
  now: string,
): Promise<void> {
  for (const wait of waits) if (!open.delete(wait.key)) await openTask(transaction, instance, wait, now);
  // A task completed by this command was marked so by its performer before; what is left was taken away by the diagram.
  for (const key of open) {
    await transaction.run(
      `UPDATE user_task SET state = 'CANCELED', completed_at = ?, lock_version = lock_version + 1 WHERE task_key = ?`,
      [now, key],
    );
    await transaction.run(`UPDATE task_candidate SET offered = 0 WHERE task_key = ?`, [key]);
  }
}

async function openTask(
  transaction: SqlTransaction,
  instance: InstanceRow,
  wait: UserTaskWait,
  now: string,
): Promise<void> {
  const formKey = wait.formId ? await latestForm(transaction, wait.formId) : null;
  await transaction.run(
    `INSERT INTO user_task (task_key, instance_key, definition_key, process_id, version, element_id, name, state, assignee, candidate_groups,
       candidate_users, unit_id, form_id, form_key, due_at, follow_up_at, priority, locals, case_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'CREATED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      wait.key,
      instance.instanceKey,
      instance.definitionKey,
      instance.processId,
      instance.version,
      wait.elementId,
      wait.name,
      wait.assignee ?? null,
      JSON.stringify(wait.candidateGroups),
      JSON.stringify(wait.candidateUsers),
      wait.unit ?? null,
      wait.formId ?? null,
      formKey,
      wait.dueDate ?? null,
      wait.followUpDate ?? null,
      wait.priority,
      JSON.stringify(wait.variables),
      instance.caseId,
      now,
    ],
  );
  const offer = [reachOf(wait.unit, instance.caseUnitId), wait.dueDate ?? '9999', wait.assignee ? 2 : 1];
  const candidates = [
    ...wait.candidateGroups.map((value) => [wait.key, 'role', value, ...offer]),
    ...wait.candidateUsers.map((value) => [wait.key, 'user', value, ...offer]),
  ];
  await insertRows(transaction, 'task_candidate', candidateColumns, candidates, 'ON CONFLICT DO NOTHING');
}

/** Where a task may be taken: in the unit that must do it, else where the case was registered, else everywhere. */
const reachOf = (unit: string | undefined, caseUnit: string | null): string =>
  unit ? `unit:${unit}` : caseUnit ? `case:${caseUnit}` : '';

async function latestForm(transaction: SqlTransaction, formId: string): Promise<string | null> {
  const row = await transaction.get<{ key: string }>(
    `SELECT form_key AS key FROM form WHERE form_id = ? ORDER BY version DESC LIMIT 1`,
    [formId],
  );
  return row?.key ?? null;
}
