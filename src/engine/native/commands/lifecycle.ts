/** Commands on the instance as a whole, and on its variables. */
import { withoutPrototypeKeys } from '../../evaluation/plain-variables.js';
import { CommandRefused } from '../../ports.js';
import type { Command } from '../../ports.js';
import type { Execution } from '../execution/execution.js';
import { endProcess } from '../execution/lifecycle.js';
import { PROCESS } from '../state.js';
import type { CommandOf } from './settle.js';

/** Commands that stay possible while an instance is suspended. */
const WHILE_SUSPENDED: ReadonlySet<Command['type']> = new Set(['resume', 'cancel', 'setVariables', 'rescheduleTimer']);

export function checkSuspended(run: Execution, command: Command): void {
  if (run.store.inner.suspended && !WHILE_SUSPENDED.has(command.type)) {
    throw new CommandRefused('instance-suspended', '流程实例已挂起，请先恢复');
  }
}

export function suspend(run: Execution): void {
  run.store.inner.suspended = true;
  run.journal.record('PROCESS_SUSPENDED');
}

export function resume(run: Execution): void {
  if (!run.store.inner.suspended) throw new CommandRefused('instance-active', '流程实例没有挂起');
  delete run.store.inner.suspended;
  // Conditions were not looked at meanwhile.
  run.scopes.changed = true;
  run.journal.record('PROCESS_RESUMED');
}

export function cancel(run: Execution, { reason }: CommandOf<'cancel'>): void {
  endProcess(run, 'canceled', reason === undefined ? undefined : { reason });
}

/** @throws CommandRefused when the scope has ended, or the values are too large. */
export function setVariables(run: Execution, { scopeKey, variables, local }: CommandOf<'setVariables'>): void {
  const scope = scopeKey === undefined ? PROCESS : run.journal.idOf(scopeKey);
  if (!run.store.has(scope)) throw new CommandRefused('scope-not-open', '变量所属的环节已经结束');
  const values = withoutPrototypeKeys(variables);
  if (local && scope !== PROCESS) run.setLocals(scope, values);
  else run.setVariables(scope, values);
}
