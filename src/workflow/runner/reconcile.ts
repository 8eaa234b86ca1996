import type {
  Definition,
  Instant,
  JobWait,
  Json,
  MessageWait,
  Outcome,
  State,
  TimerWait,
  UserTaskWait,
  Wait,
} from '../../engine/ports.js';
import type { SqlTransaction, SqlValue } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { nextKey } from '../keys.js';
import type { InstanceRow } from './instance-row.js';

export interface Reconciliation {
  instance: InstanceRow;
  definition: Definition;
  outcome: Outcome;
  before: State | null;
  now: Instant;
}

/**
 * Makes the rows of an instance agree with the engine's new state: open waits are computed from the state, never from
 * events, so that a row can neither be left over nor be missing.
 */
export async function reconcile(transaction: SqlTransaction, change: Reconciliation): Promise<void> {
  const { instance, outcome, now } = change;
  const ended = outcome.status === 'completed' || outcome.status === 'canceled';
  const changed = await transaction.run(
    `UPDATE process_instance SET state = ?, lock_version = lock_version + 1, status = ?, ended_at = ?
     WHERE instance_key = ? AND lock_version = ?`,
    [JSON.stringify(outcome.state), outcome.status, ended ? now : null, instance.instanceKey, instance.lockVersion],
  );
  if (changed !== 1) throw new Failure('conflict', 'stale-instance', '该流程实例刚被其他操作更新，请重试。');

  const waits = ended ? [] : outcome.waits;
  await reconcileTasks(transaction, change, ofKind(waits, 'userTask'));
  await reconcileTimers(transaction, instance.instanceKey, ofKind(waits, 'timer'));
  await reconcileSubscriptions(transaction, instance.instanceKey, ofKind(waits, 'message'), now);
  await reconcileJobs(transaction, instance.instanceKey, ofKind(waits, 'job'), now);
  await reconcileIncidents(transaction, change);
  await projectElements(transaction, change);
  await projectVariables(transaction, change);
}

function ofKind<K extends Wait['kind']>(waits: readonly Wait[], kind: K): Extract<Wait, { kind: K }>[] {
  return waits.filter((wait): wait is Extract<Wait, { kind: K }> => wait.kind === kind);
}

async function openKeys(transaction: SqlTransaction, sql: string, instanceKey: string): Promise<Set<string>> {
  const rows = await transaction.all<{ key: string }>(sql, [instanceKey]);
  return new Set(rows.map((row) => row.key));
}

async function reconcileTasks(
  transaction: SqlTransaction,
  change: Reconciliation,
  waits: UserTaskWait[],
): Promise<void> {
  const { instance, now } = change;
  const open = await openKeys(
    transaction,
    `SELECT task_key AS key FROM user_task WHERE instance_key = ? AND state = 'CREATED'`,
    instance.instanceKey,
  );
  for (const wait of waits) {
    if (open.delete(wait.key)) continue;
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
    for (const value of wait.candidateGroups) await addCandidate(transaction, wait.key, 'role', value);
    for (const value of wait.candidateUsers) await addCandidate(transaction, wait.key, 'user', value);
    for (const [name, value] of Object.entries(wait.variables))
      await storeVariable(transaction, instance.instanceKey, wait.key, name, value);
  }
  // A task completed by this command was marked so by its performer before; what is left was taken away by the diagram.
  for (const key of open) {
    await transaction.run(
      `UPDATE user_task SET state = 'CANCELED', completed_at = ?, lock_version = lock_version + 1 WHERE task_key = ?`,
      [now, key],
    );
  }
}

const addCandidate = (
  transaction: SqlTransaction,
  taskKey: string,
  kind: 'role' | 'user',
  value: string,
): Promise<number> =>
  transaction.run(`INSERT INTO task_candidate (task_key, kind, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, [
    taskKey,
    kind,
    value,
  ]);

async function latestForm(transaction: SqlTransaction, formId: string): Promise<string | null> {
  const row = await transaction.get<{ key: string }>(
    `SELECT form_key AS key FROM form WHERE form_id = ? ORDER BY version DESC LIMIT 1`,
    [formId],
  );
  return row?.key ?? null;
}

async function reconcileTimers(transaction: SqlTransaction, instanceKey: string, waits: TimerWait[]): Promise<void> {
  const open = await openKeys(transaction, `SELECT timer_key AS key FROM timer WHERE instance_key = ?`, instanceKey);
  for (const wait of waits) {
    open.delete(wait.key);
    await transaction.run(
      `INSERT INTO timer (timer_key, instance_key, element_id, due_at, uses_clock) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (timer_key) DO UPDATE SET due_at = excluded.due_at`,
      [wait.key, instanceKey, wait.elementId, wait.dueAt, wait.usesClock ? 1 : 0],
    );
  }
  for (const key of open) await transaction.run(`DELETE FROM timer WHERE timer_key = ?`, [key]);
}

async function reconcileSubscriptions(
  transaction: SqlTransaction,
  instanceKey: string,
  waits: MessageWait[],
  now: Instant,
): Promise<void> {
  const open = await openKeys(
    transaction,
    `SELECT subscription_key AS key FROM message_subscription WHERE instance_key = ?`,
    instanceKey,
  );
  for (const wait of waits) {
    if (open.delete(wait.key)) continue;
    await transaction.run(
      `INSERT INTO message_subscription (subscription_key, instance_key, element_id, name, correlation_key, opened_at) VALUES (?, ?, ?, ?, ?, ?)`,
      [wait.key, instanceKey, wait.elementId, wait.name, wait.correlationKey, now],
    );
  }
  for (const key of open) await transaction.run(`DELETE FROM message_subscription WHERE subscription_key = ?`, [key]);
}

async function reconcileJobs(
  transaction: SqlTransaction,
  instanceKey: string,
  waits: JobWait[],
  now: Instant,
): Promise<void> {
  const open = await openKeys(
    transaction,
    `SELECT job_key AS key FROM job WHERE instance_key = ? AND state IN ('CREATED', 'FAILED')`,
    instanceKey,
  );
  for (const wait of waits) {
    if (open.delete(wait.key)) continue;
    await transaction.run(
      `INSERT INTO job (job_key, instance_key, element_id, type, state, retries, headers, variables, run_at, created_at)
       VALUES (?, ?, ?, ?, 'CREATED', ?, ?, ?, ?, ?)`,
      [
        wait.key,
        instanceKey,
        wait.elementId,
        wait.type,
        wait.retries,
        JSON.stringify(wait.headers),
        JSON.stringify(wait.variables),
        now,
        now,
      ],
    );
  }
  for (const key of open)
    await transaction.run(`UPDATE job SET state = 'CANCELED', ended_at = ? WHERE job_key = ?`, [now, key]);
}

/** Incidents of the engine; those of failed jobs belong to the job worker and are told apart by `job_key`. */
async function reconcileIncidents(
  transaction: SqlTransaction,
  { instance, outcome, now }: Reconciliation,
): Promise<void> {
  const open = await openKeys(
    transaction,
    `SELECT incident_key AS key FROM incident WHERE instance_key = ? AND state = 'ACTIVE' AND job_key IS NULL`,
    instance.instanceKey,
  );
  for (const incident of outcome.incidents) {
    if (open.delete(incident.key)) continue;
    await transaction.run(
      `INSERT INTO incident (incident_key, instance_key, element_id, element_instance_key, error_type, message, state, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?)`,
      [
        incident.key,
        instance.instanceKey,
        incident.elementId,
        incident.elementInstanceKey,
        incident.errorType,
        incident.message,
        now,
      ],
    );
  }
  for (const key of open)
    await transaction.run(`UPDATE incident SET state = 'RESOLVED', resolved_at = ? WHERE incident_key = ?`, [now, key]);
  await transaction.run(
    `UPDATE process_instance SET incidents = (SELECT count(*) FROM incident i WHERE i.instance_key = ? AND i.state = 'ACTIVE') WHERE instance_key = ?`,
    [instance.instanceKey, instance.instanceKey],
  );
}

async function projectElements(
  transaction: SqlTransaction,
  { instance, definition, outcome, now }: Reconciliation,
): Promise<void> {
  for (const event of outcome.events) {
    if (!event.elementInstanceKey || !event.elementId) continue;
    const element = definition.elements[event.elementId];
    if (event.type === 'ELEMENT_ACTIVATED') {
      await transaction.run(
        `INSERT INTO element_instance (element_instance_key, instance_key, scope_key, element_id, element_name, type, state, started_at)
         VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?)`,
        [
          event.elementInstanceKey,
          instance.instanceKey,
          event.scopeKey ?? null,
          event.elementId,
          element?.name || event.elementId,
          element?.type ?? 'UNSPECIFIED',
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

async function projectVariables(
  transaction: SqlTransaction,
  { instance, outcome, before }: Reconciliation,
): Promise<void> {
  const old = before?.variables ?? {};
  for (const [name, value] of Object.entries(outcome.state.variables)) {
    if (name in old && JSON.stringify(old[name]) === JSON.stringify(value)) continue;
    await storeVariable(transaction, instance.instanceKey, instance.instanceKey, name, value);
  }
}

/** @param scopeKey the instance, or the element instance to which the variable is local */
async function storeVariable(
  transaction: SqlTransaction,
  instanceKey: string,
  scopeKey: string,
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
