import type { Definition, Instant, Outcome, State } from '../../engine/ports.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import type { ChainTip } from '../history/history-writer.js';
import { Failure } from '../../platform/failure.js';
import type { InstanceRow } from './instance-row.js';
import { reconcileAdHoc } from './rows/ad-hoc-rows.js';
import { reconcileCalls, type CallChanges } from './rows/call-rows.js';
import { projectElements } from './rows/element-rows.js';
import { countIncidents, reconcileIncidents } from './rows/incident-rows.js';
import { reconcileJobs } from './rows/job-rows.js';
import { noRows, ofKind, readOpenRows } from './rows/open-rows.js';
import { reconcileMessages, reconcileSignals } from './rows/subscription-rows.js';
import { reconcileTimers } from './rows/timer-rows.js';
import { reconcileTasks } from './rows/user-task-rows.js';
import { projectVariables } from './rows/variable-rows.js';

export interface Reconciliation {
  instance: InstanceRow;
  /** The version that the instance goes on in. */
  definition: Definition;
  outcome: Outcome;
  before: State | null;
  /** End of the instance's history after the command. */
  tip: ChainTip;
  now: Instant;
  /** Version of the working-day calendar. */
  calendar: string;
}

/**
 * Makes the rows of an instance agree with the engine's new state: open waits are computed from the state, never from
 * events, so that a row can neither be left over nor be missing.
 * @throws Failure `stale-instance` when the instance was changed since it was read.
 */
export async function reconcile(
  transaction: SqlTransaction,
  { instance, definition, outcome, before, tip, now, calendar }: Reconciliation,
): Promise<CallChanges> {
  const { instanceKey } = instance;
  const ended = outcome.status === 'completed' || outcome.status === 'canceled';
  const changed = await transaction.run(
    `UPDATE process_instance SET state = ?, lock_version = lock_version + 1, status = ?, ended_at = ?, last_seq = ?, last_hash = ?
     WHERE instance_key = ? AND lock_version = ?`,
    [
      JSON.stringify(outcome.state),
      outcome.status,
      ended ? now : null,
      tip.seq,
      tip.hash,
      instanceKey,
      instance.lockVersion,
    ],
  );
  if (changed !== 1) throw new Failure('conflict', 'stale-instance', '该流程实例刚被其他操作更新，请重试。');

  const waits = ended ? [] : outcome.waits;
  const open = before === null ? noRows() : await readOpenRows(transaction, instanceKey);
  const hasIncidents =
    open.incidents.size > 0 || outcome.incidents.length > 0 || open.jobs.size > 0 || open.failedTimers.size > 0;
  await reconcileTasks(transaction, instance, open.tasks, ofKind(waits, 'userTask'), now);
  await reconcileTimers(transaction, instanceKey, open, ofKind(waits, 'timer'), { now, calendar });
  await reconcileMessages(transaction, instanceKey, open.messages, ofKind(waits, 'message'), now);
  await reconcileSignals(transaction, instanceKey, open.signals, ofKind(waits, 'signal'), now);
  await reconcileJobs(transaction, instanceKey, open.jobs, ofKind(waits, 'job'), now);
  await reconcileAdHoc(transaction, instanceKey, open.adHoc, ofKind(waits, 'adHoc'));
  await reconcileIncidents(transaction, instanceKey, open.incidents, outcome.incidents, now);
  // A job or a timer that goes takes its incident with it.
  if (hasIncidents) await countIncidents(transaction, instanceKey);
  await projectElements(transaction, instanceKey, definition, outcome.events, now);
  await projectVariables(
    transaction,
    instanceKey,
    { before: before?.variables ?? {}, after: outcome.state.variables },
    outcome.events,
  );
  return reconcileCalls(transaction, instanceKey, open.calls, ofKind(waits, 'call'));
}
