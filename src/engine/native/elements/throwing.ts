/**
 * Throwing intermediate events, end events and send tasks (BPMN 2.0.2 §10.5.4, §10.5.5; §13.5.2 and §13.5.6). An event with
 * several definitions throws all of them.
 */
import type { EventModel } from '../../compile/model.js';
import { correlationKeyOf } from '../../evaluation/task-settings.js';
import type { Variables } from '../../ports.js';
import type { Node } from '../compile/program.js';
import type { Instance } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { activate, close, complete, sendToken, terminateInside } from '../execution/lifecycle.js';
import { cancelTransaction, throwCompensation } from './compensation.js';
import { trigger } from './occurrences.js';
import { canCatch, throwError, throwEscalation } from './propagation.js';

type EventOf<K extends EventModel['kind']> = Extract<EventModel, { kind: K }>;

/**
 * The event is complete, and its tokens are on their way, before what it throws takes effect: an interrupting catcher ends
 * the scope and stops the tokens, but not the event that asked for it.
 */
export function enterThrow(run: Execution, instance: Instance, node: Node): void {
  const [first] = node.events;
  if (first?.kind === 'link') return followLink(run, instance, node, first.name);
  const error = node.events.find((event): event is EventOf<'error'> => event.kind === 'error');
  if (error && !canCatch(run, instance, error.code ?? '')) {
    return run.raise(instance.id, { step: 'enter' }, 'UNHANDLED_ERROR_EVENT', `错误“${error.code}”没有事件捕获`);
  }
  const messages = prepareMessages(run, instance, node);
  const waits = node.events.filter((event) => event.kind === 'compensation' && throwCompensation(run, instance, event));
  // Whoever waits for the compensation is complete when everything is undone.
  if (waits.length === 0) sendOn(run, instance, node);
  for (const event of inOrder(node.events)) {
    if (run.store.has(instance.parent) || isOutward(event)) throwOne(run, instance, event, messages);
  }
  if (waits.length === 0 && run.store.has(instance.parent)) run.families.ended(run, instance.parent, instance, true);
}

/** All consequences of an event occur (§10.5.3, Multiple): first those that cannot end the scope the others need. */
function inOrder(events: readonly EventModel[]): EventModel[] {
  return [...events.filter(isOutward), ...events.filter((event) => !isOutward(event))];
}

function isOutward({ kind }: EventModel): boolean {
  return kind === 'message' || kind === 'signal';
}

/** A send task sends as an event does, but it is an activity: it has mappings, repetitions and conditions. */
export function enterSend(run: Execution, instance: Instance, node: Node): void {
  const messages = prepareMessages(run, instance, node);
  for (const event of node.events) throwOne(run, instance, event, messages);
  complete(run, instance.id, {});
}

function sendOn(run: Execution, instance: Instance, node: Node): void {
  close(run, instance.id);
  for (const flow of node.outgoing) {
    for (let count = 0; count < (node.completionQuantity ?? 1); count += 1) sendToken(run, flow, instance.parent);
  }
}

/** An off-page connector: the token goes on at the catching link event of this name (BPMN 2.0.2 §10.5.1, Link). */
function followLink(run: Execution, instance: Instance, node: Node, name: string): void {
  close(run, instance.id);
  activate(run, node.scope.linkTargets.get(name)!, instance.parent);
}

/** Correlation keys first: when one fails, nothing has been thrown yet. */
function prepareMessages(run: Execution, instance: Instance, node: Node): Map<EventModel, string> {
  const evaluate = run.evaluateAt(instance.id);
  return new Map(
    node.events.flatMap((event) =>
      event.kind === 'message' ? [[event, correlationKeyOf(event, evaluate)] as const] : [],
    ),
  );
}

function throwOne(run: Execution, instance: Instance, event: EventModel, messages: Map<EventModel, string>): void {
  const variables = instance.locals ?? {};
  if (event.kind === 'terminate') terminateInside(run, instance.parent);
  else if (event.kind === 'cancel') cancelTransaction(run, instance.parent);
  else if (event.kind === 'error') throwError(run, instance, { code: event.code ?? '', payload: variables });
  else if (event.kind === 'message') {
    const correlationKey = messages.get(event)!;
    run.thrown.push({ kind: 'message', elementId: instance.element, name: event.name, correlationKey, variables });
    run.journal.recordAt(instance, 'MESSAGE_THROWN', { payload: { name: event.name, variables } });
  } else if (event.kind === 'signal') {
    run.journal.recordAt(instance, 'SIGNAL_THROWN', { payload: { name: event.name, variables } });
    run.thrown.push({ kind: 'signal', elementId: instance.element, name: event.name, variables });
    broadcast(run, event.name, variables);
  } else if (event.kind === 'escalation') {
    throwEscalation(run, instance, event.code ?? '', variables);
  }
}

/** A signal reaches every event that waits for it at this moment, and none that begins to wait because of it. */
export function broadcast(run: Execution, name: string, payload: Variables): void {
  const reached = run.store
    .subscriptions()
    .filter((subscription) => subscription.kind === 'signal' && subscription.name === name);
  for (const { id } of reached) {
    const subscription = run.store.inner.subscriptions[id];
    if (subscription) trigger(run, subscription, { type: 'SIGNAL_CAUGHT', payload });
  }
}
