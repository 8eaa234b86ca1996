/**
 * Undoing what was completed (BPMN 2.0.2 §10.7, Compensation; §13.5.5; transactions: §10.3.5 and §13.3.4).
 *
 * A completed activity with a compensation handler, or a completed subprocess with something inside to undo, is remembered
 * in the scope around it. Handlers run strictly one after another, in the reverse order of completion.
 */
import type { EventModel } from '../../compile/model.js';
import type { Node } from '../compile/program.js';
import type { Instance, UndoRecord, Undoing } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { activate, complete } from '../execution/lifecycle.js';
import { happen, interruptScope } from './occurrences.js';

type CompensationEvent = Extract<EventModel, { kind: 'compensation' }>;
type Queue = Undoing['queue'];

export function remember(run: Execution, completed: Instance, node: Node): void {
  if (completed.compensates) return;
  const records = completed.loop ? (completed.undo ?? []) : recordsOf(completed, node);
  if (records.length === 0) return;
  const around = run.store.edit(completed.parent);
  around.undo = [...(around.undo ?? []), ...records];
}

function recordsOf(completed: Instance, node: Node): UndoRecord[] {
  const record: UndoRecord = { element: node.id, ...(completed.locals && { locals: completed.locals }) };
  if (node.compensation) return [record];
  if (!node.inside || node.subProcess?.kind === 'event') return [];
  const inner = completed.undo ?? [];
  return inner.length > 0 || compensationHandlerIn(node) ? [{ ...record, inner }] : [];
}

/** The event subprocess that undoes a subprocess in place of what its parts would do. */
function compensationHandlerIn(node: Node): Node | undefined {
  return node.inside?.eventSubProcesses.find(({ start }) => start.events[0]?.kind === 'compensation')?.node;
}

/** @returns whether the thrower waits. */
export function throwCompensation(run: Execution, thrower: Instance, event: CompensationEvent): boolean {
  const queue = takeRecords(run, thrower.parent, event.activity);
  if (queue.length === 0) return false;
  run.journal.recordAt(thrower, 'COMPENSATION_STARTED');
  begin(run, thrower.parent, { queue, ...(event.waits && { thrower: thrower.id }) });
  return event.waits;
}

/** Records of a scope and, from within an event subprocess, of the scope it belongs to; last completed first. */
function takeRecords(run: Execution, from: number, activity: string | undefined): Queue {
  const queue: Queue = [];
  for (let id = from; ;) {
    const scope = run.store.get(id);
    const wanted = (record: UndoRecord) => activity === undefined || record.element === activity;
    const taken = (scope.undo ?? []).filter(wanted);
    if (taken.length > 0) run.store.edit(id).undo = scope.undo!.filter((record) => !wanted(record));
    queue.push(...taken.reverse().map((record) => ({ scope: id, record })));
    if (run.program.nodes[scope.element]?.subProcess?.kind !== 'event') return queue;
    id = scope.parent;
  }
}

function begin(run: Execution, scope: number, undoing: Omit<Undoing, 'id'>): void {
  const id = run.journal.nextId();
  const holder = run.store.edit(scope);
  holder.undoing = [...(holder.undoing ?? []), { id, ...undoing }];
  run.defer(() => next(run, scope, id));
}

/** A handler has ended. */
export function undone(run: Execution, { scope, undoing }: NonNullable<Instance['undoes']>): void {
  run.defer(() => next(run, scope, undoing));
}

function next(run: Execution, scope: number, id: number): void {
  const undoing = run.store.find(scope)?.undoing?.find((candidate) => candidate.id === id);
  if (!undoing) return;
  const [step, ...queue] = undoing.queue;
  const holder = run.store.edit(scope);
  const others = holder.undoing!.filter((candidate) => candidate !== undoing);
  if (step) {
    holder.undoing = [...others, { ...undoing, queue }];
    return undo(run, step.scope, step.record, { scope, undoing: id });
  }
  if (others.length > 0) holder.undoing = others;
  else delete holder.undoing;
  if (undoing.cancels) return leaveCanceled(run, scope);
  if (undoing.thrower !== undefined && run.store.has(undoing.thrower)) complete(run, undoing.thrower, {});
  else run.families.ended(run, scope, holder, true);
}

function undo(run: Execution, scope: number, record: UndoRecord, undoes: NonNullable<Instance['undoes']>): void {
  const node = run.program.nodes[record.element]!;
  const locals = record.locals && { locals: record.locals };
  if (node.compensation) {
    activate(run, node.compensation, scope, { ...locals, undoes });
    return;
  }
  const id = run.journal.nextId();
  const inner = record.inner ?? [];
  const part = { ...locals, undoes, compensates: true as const, undo: inner };
  run.journal.recordAt(run.store.add({ id, element: node.id, parent: scope, ...part }), 'COMPENSATION_STARTED');
  const handler = compensationHandlerIn(node);
  if (handler) activate(run, handler, id, { trigger: { payload: {} } });
  else begin(run, id, { queue: takeRecords(run, id, undefined) });
}

/** A cancel end event (BPMN 2.0.2 §10.3.5): what is active ends, what is complete is undone, then the transaction is left. */
export function cancelTransaction(run: Execution, transaction: number): void {
  interruptScope(run, transaction);
  begin(run, transaction, { queue: takeRecords(run, transaction, undefined), cancels: true });
}

export function leaveCanceled(run: Execution, transaction: number): void {
  const { round, parent } = run.store.get(transaction);
  // Its own boundary event, or that of the loop it is a repetition of; no other transaction has been canceled.
  const owner = round === undefined ? transaction : parent;
  const event = run
    .nodeOf(run.store.get(owner))
    .boundaries.find(({ events }) => events.some(({ kind }) => kind === 'cancel'));
  if (event) return happen(run, owner, event, { payload: {} });
  run.raise(transaction, { step: 'cancel' }, 'UNKNOWN', '事务已取消，但没有取消边界事件，无法继续');
}
