/** Commands that answer a wait: task, timer, message, signal, job, call, ad-hoc subprocess. Refusals leave everything as it was. */
import { withoutPrototypeKeys } from '../../evaluation/plain-variables.js';
import { dueTime } from '../../evaluation/timers.js';
import { CommandRefused } from '../../ports.js';
import type { CallResult, Command, JobResult, Key, RefusalCode } from '../../ports.js';
import { beginIn, startable } from '../elements/ad-hoc.js';
import { trigger } from '../elements/occurrences.js';
import { throwError, throwEscalation } from '../elements/propagation.js';
import { broadcast } from '../elements/throwing.js';
import type { Execution } from '../execution/execution.js';
import { complete } from '../execution/lifecycle.js';
import type { Instance, Subscription, WaitRecord } from '../state.js';

export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

export function completeTask(run: Execution, command: CommandOf<'completeTask'>): void {
  const { id } = openWait(run, command.key, 'userTask', 'task-not-open', '任务已不在待办中');
  complete(run, id, withoutPrototypeKeys(command.variables));
}

export function fireTimer(run: Execution, command: CommandOf<'fireTimer'>): void {
  const timer = openSubscription(run, command.key, 'timer', 'timer-not-open', '定时器已不在等待');
  trigger(run, timer, { type: 'TIMER_FIRED', payload: {} });
}

/**
 * Looks at the expression of a timer again, as of when it was opened, so that neither a duration nor `today()` moves it. A
 * cycle that has fired already keeps its rhythm.
 */
export function rescheduleTimer(run: Execution, command: CommandOf<'rescheduleTimer'>): void {
  const timer = openSubscription(run, command.key, 'timer', 'timer-not-open', '定时器已不在等待');
  const event = run.program.nodes[timer.element]!;
  const definition = event.events[timer.index ?? 0]!;
  if (definition.kind !== 'timer' || timer.place !== undefined) return;
  const { owner, id, openedAt } = timer;
  const seenFrom = event.kind === 'boundary' ? run.store.get(owner).parent : owner;
  const evaluate = run.evaluateAt(seenFrom, undefined, { ...run.host, now: openedAt });
  const { dueAt, usesClock, usesCalendar } = dueTime(definition.expression, evaluate, openedAt);
  const reads = { ...(usesClock && { usesClock }), ...(usesCalendar && { usesCalendar }) };
  run.store.inner.subscriptions[id] = { ...timer, dueAt, ...reads };
  if (dueAt === timer.dueAt) return;
  run.journal.recordAt(run.store.get(owner), 'TIMER_RESCHEDULED', { elementId: timer.element, payload: { dueAt } });
}

export function correlateMessage(run: Execution, command: CommandOf<'correlateMessage'>): void {
  const message = openSubscription(run, command.key, 'message', 'subscription-not-open', '消息已不在等待');
  trigger(run, message, { type: 'MESSAGE_CORRELATED', payload: withoutPrototypeKeys(command.variables) });
}

export function broadcastSignal(run: Execution, command: CommandOf<'broadcastSignal'>): void {
  const payload = withoutPrototypeKeys(command.variables);
  if ('name' in command) return broadcast(run, command.name, payload);
  const signal = openSubscription(run, command.key, 'signal', 'subscription-not-open', '信号已不在等待');
  trigger(run, signal, { type: 'SIGNAL_CAUGHT', payload });
}

export function settleJob(run: Execution, { key, result }: CommandOf<'settleJob'>): void {
  const instance = openWait(run, key, 'job', 'job-not-open', '作业已不在等待');
  if (result.kind === 'ok') {
    run.journal.recordAt(instance, 'JOB_COMPLETED');
    return complete(run, instance.id, withoutPrototypeKeys(result.variables));
  }
  settleBadly(run, instance, result, 'JOB_NO_RETRIES');
}

export function settleCall(run: Execution, { key, result }: CommandOf<'settleCall'>): void {
  const instance = openWait(run, key, 'call', 'call-not-open', '被调用的流程已不在等待');
  if (result.kind === 'ok') {
    const node = run.nodeOf(instance);
    const isPassed = node.call!.propagateAllChildVariables || node.outputs.length > 0;
    run.journal.recordAt(instance, 'CALL_COMPLETED');
    return complete(run, instance.id, isPassed ? withoutPrototypeKeys(result.variables) : {});
  }
  settleBadly(run, instance, result, 'CALLED_ELEMENT_ERROR');
}

type BadResult = Exclude<JobResult | CallResult, { kind: 'ok' }>;

function settleBadly(run: Execution, instance: Instance, result: BadResult, failureType: string): void {
  const { id } = instance;
  if (result.kind === 'failure') {
    delete run.store.edit(id).wait;
    return run.raise(id, { step: 'reopen' }, failureType, result.message);
  }
  const payload = withoutPrototypeKeys(result.variables ?? {});
  if (result.kind === 'escalation') return throwEscalation(run, instance, result.escalationCode, payload);
  const { errorCode: code, message } = result;
  if (throwError(run, instance, { code, ...(message && { message }), payload })) return;
  delete run.store.edit(id).wait;
  run.raise(id, { step: 'reopen' }, 'UNHANDLED_ERROR_EVENT', `错误“${code}”没有事件捕获`);
}

export function activateAdHoc(run: Execution, command: CommandOf<'activateAdHoc'>): void {
  const instance = openWait(run, command.key, 'adHoc', 'ad-hoc-not-open', '特设子流程现在不能开始活动');
  const known = new Set(startable(run, instance));
  const { elementIds } = command;
  const isSequential = startsOneByOne(run, instance);
  if (elementIds.length === 0 || elementIds.some((id) => !known.has(id)) || (isSequential && elementIds.length > 1)) {
    throw new CommandRefused('ad-hoc-not-open', '所选活动现在不能开始');
  }
  beginIn(run, instance.id, elementIds, withoutPrototypeKeys(command.variables ?? {}));
}

function startsOneByOne(run: Execution, instance: Instance): boolean {
  const settings = run.nodeOf(instance).subProcess;
  return settings?.kind === 'adHoc' && settings.sequential;
}

function openWait(run: Execution, key: Key, kind: WaitRecord['kind'], code: RefusalCode, message: string): Instance {
  const instance = run.store.find(run.journal.idOf(key));
  if (instance?.wait?.kind !== kind) throw new CommandRefused(code, message);
  return instance;
}

function openSubscription<K extends Subscription['kind']>(
  run: Execution,
  key: Key,
  kind: K,
  code: RefusalCode,
  message: string,
): Extract<Subscription, { kind: K }> {
  const subscription = run.store.inner.subscriptions[run.journal.idOf(key)];
  if (subscription?.kind !== kind) throw new CommandRefused(code, message);
  return subscription as Extract<Subscription, { kind: K }>;
}
