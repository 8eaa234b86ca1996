/** One function for each command that acts on a running instance; refusals leave everything as it was. */
import { CommandRefused } from '../ports.js';
import type { Command, Key, Variables } from '../ports.js';
import type { WaitRecord } from './inner-state.js';
import { withoutPrototypeKeys } from './scopes.js';
import type { Session } from './session.js';
import { evaluateIn } from '../evaluation/expressions.js';
import { dueTime } from '../evaluation/timers.js';

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
type WaitKind = WaitRecord['kind'];
type RefusalCode = CommandRefused['code'];

/** Commands that stay possible while an instance is suspended. */
const WHILE_SUSPENDED: ReadonlySet<Command['type']> = new Set(['resume', 'cancel', 'setVariables', 'rescheduleTimer']);

export function carryOut(session: Session, command: Exclude<Command, { type: 'start' }>): void {
  if (session.inner.suspended && !WHILE_SUSPENDED.has(command.type)) {
    throw new CommandRefused('instance-suspended', '流程实例已挂起，请先恢复');
  }
  switch (command.type) {
    case 'completeTask':
      return completeTask(session, command);
    case 'fireTimer':
      return fireTimer(session, command);
    case 'rescheduleTimer':
      return rescheduleTimer(session, command);
    case 'correlateMessage':
      return correlate(session, command.key, command.variables);
    case 'broadcastSignal':
      return broadcast(session, command);
    case 'settleJob':
      return settleJob(session, command);
    case 'settleCall':
      return settleCall(session, command);
    case 'setVariables':
      return setVariables(session, command);
    case 'resolveIncident':
      return resolveIncident(session, command);
    case 'suspend':
      session.inner.suspended = true;
      return session.journal.record('PROCESS_SUSPENDED');
    case 'resume':
      if (!session.inner.suspended) throw new CommandRefused('instance-active', '流程实例没有挂起');
      session.inner.suspended = false;
      return session.journal.record('PROCESS_RESUMED');
    case 'cancel':
      return session.end('canceled', command.reason === undefined ? undefined : { reason: command.reason });
    case 'modify':
      throw new CommandRefused('not-supported', '参照引擎不能改动流程实例的位置');
    case 'migrate':
      throw new CommandRefused('not-supported', '参照引擎不能迁移流程实例');
    case 'activateAdHoc':
      throw new CommandRefused('not-supported', '参照引擎没有特设子流程');
  }
}

/** Commands that need bpmn-elements to move tokens. */
export function movesTokens(command: Command): boolean {
  return !['suspend', 'resume', 'cancel', 'setVariables', 'rescheduleTimer'].includes(command.type);
}

function completeTask(session: Session, command: CommandOf<'completeTask'>): void {
  const { execution } = openWait(session, command.key, 'userTask', 'task-not-open', '任务已不在待办中');
  session.complete(execution, withoutPrototypeKeys(command.variables));
}

function fireTimer(session: Session, command: CommandOf<'fireTimer'>): void {
  const { execution } = openWait(session, command.key, 'timer', 'timer-not-open', '定时器已不在等待');
  session.tokens.reveal(execution);
  const instance = session.inner.instances[execution]!;
  session.journal.recordAt(instance, 'TIMER_FIRED');
  session.complete(execution, {});
}

function rescheduleTimer(session: Session, command: CommandOf<'rescheduleTimer'>): void {
  const { execution, wait } = openWait(session, command.key, 'timer', 'timer-not-open', '定时器已不在等待');
  const instance = session.inner.instances[execution]!;
  const event = session.model.nodes[instance.elementId]!.events[0];
  if (event?.kind !== 'timer') return;
  // Counted from when the timer was opened, so that looking at a duration again does not make it longer.
  const evaluate = evaluateIn(session.scopes.visible(instance.scope), { ...session.host, now: wait.openedAt });
  session.attempt(execution, 'enter', undefined, () => {
    const due = dueTime(event.expression, evaluate, wait.openedAt);
    session.inner.waits[execution] = { ...wait, ...due };
    if (due.dueAt === wait.dueAt) return;
    session.journal.recordAt(instance, 'TIMER_RESCHEDULED', { payload: { dueAt: due.dueAt } });
  });
}

function correlate(session: Session, key: Key, variables: Variables): void {
  const { execution } = openWait(session, key, 'message', 'subscription-not-open', '消息已不在等待');
  session.trigger(execution, 'MESSAGE_CORRELATED', withoutPrototypeKeys(variables));
}

function broadcast(session: Session, command: CommandOf<'broadcastSignal'>): void {
  const variables = withoutPrototypeKeys(command.variables);
  if ('key' in command) {
    const { execution } = openWait(session, command.key, 'signal', 'subscription-not-open', '信号已不在等待');
    return session.trigger(execution, 'SIGNAL_CAUGHT', variables);
  }
  session.broadcast(command.name, variables);
}

function settleJob(session: Session, { key, result }: CommandOf<'settleJob'>): void {
  const { execution } = openWait(session, key, 'job', 'job-not-open', '作业已不在等待');
  switch (result.kind) {
    case 'ok':
      session.journal.recordAt(session.inner.instances[execution]!, 'JOB_COMPLETED');
      return session.complete(execution, withoutPrototypeKeys(result.variables));
    case 'error':
      return session.throwError(execution, result.errorCode, withoutPrototypeKeys(result.variables ?? {}));
    case 'escalation':
      throw new CommandRefused('not-supported', '参照引擎没有升级事件');
    case 'failure':
      return session.fail(execution, 'JOB_NO_RETRIES', result.message);
  }
}

function settleCall(session: Session, { key, result }: CommandOf<'settleCall'>): void {
  const { execution } = openWait(session, key, 'call', 'call-not-open', '被调用的流程已不在等待');
  switch (result.kind) {
    case 'ok': {
      const node = session.model.nodes[session.inner.instances[execution]!.elementId]!;
      const passesOn = node.call!.propagateAllChildVariables || node.outputs.length > 0;
      session.journal.recordAt(session.inner.instances[execution]!, 'CALL_COMPLETED');
      return session.complete(execution, passesOn ? withoutPrototypeKeys(result.variables) : {});
    }
    case 'error':
      return session.throwError(execution, result.errorCode, withoutPrototypeKeys(result.variables ?? {}));
    case 'escalation':
      throw new CommandRefused('not-supported', '参照引擎没有升级事件');
    case 'failure':
      return session.fail(execution, 'CALLED_ELEMENT_ERROR', result.message);
  }
}

function setVariables(session: Session, command: CommandOf<'setVariables'>): void {
  const values = withoutPrototypeKeys(command.variables);
  const { scopeKey } = command;
  if (scopeKey === undefined || scopeKey === String(session.host.keyBase))
    return session.setVariables(undefined, values);
  const instance = Object.values(session.inner.instances).find(({ key }) => key === scopeKey);
  if (!instance) throw new CommandRefused('scope-not-open', '变量所属的环节已经结束');
  instance.locals = { ...instance.locals, ...values };
  session.journal.record('VARIABLES_SET', { elementId: instance.elementId, scopeKey, payload: values });
}

function resolveIncident(session: Session, command: CommandOf<'resolveIncident'>): void {
  if (!Object.hasOwn(session.inner.incidents, command.key)) {
    throw new CommandRefused('incident-not-open', '异常已经处理');
  }
  session.resolveIncident(command.key);
}

function openWait<K extends WaitKind>(
  session: Session,
  key: Key,
  kind: K,
  code: RefusalCode,
  message: string,
): { execution: string; wait: Extract<WaitRecord, { kind: K }> } {
  const execution = Object.keys(session.inner.waits).find((id) => session.inner.instances[id]?.key === key);
  const wait = execution === undefined ? undefined : session.inner.waits[execution];
  if (execution === undefined || wait?.kind !== kind) throw new CommandRefused(code, message);
  return { execution, wait: wait as Extract<WaitRecord, { kind: K }> };
}
