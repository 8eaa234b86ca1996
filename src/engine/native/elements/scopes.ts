/** Processes and subprocesses: how they begin and when they are complete (BPMN 2.0.2 §13.2, §13.3.4). */
import type { Json, Variables } from '../../ports.js';
import type { Node } from '../compile/program.js';
import { PROCESS } from '../state.js';
import type { Instance } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { activate, activateAll, complete } from '../execution/lifecycle.js';
import { endedInAdHoc, enterAdHoc } from './ad-hoc.js';
import { undone } from './compensation.js';
import { openEvents, scopeTable } from './subscriptions.js';

export function enterSubProcess(run: Execution, instance: Instance, node: Node): void {
  const { id, trigger } = instance;
  const inside = node.inside!;
  // Data objects and properties are there, without a value, from the beginning (BPMN 2.0.2 §10.4.1, “lifecycle”).
  const missing = inside.dataNames.filter((name) => !Object.hasOwn(instance.locals ?? {}, name));
  run.setLocals(id, emptyValues(missing));
  if (node.subProcess?.kind === 'adHoc') return enterAdHoc(run, instance, node);
  openEvents(run, instance, node);
  if (trigger) {
    const { start } = instanceTable(run, instance, node);
    activate(run, start, id, { trigger });
    return;
  }
  activateAll(run, inside.starts, id);
  if (run.store.has(id) && isEmpty(run, id)) complete(run, id, {});
}

function instanceTable(run: Execution, instance: Instance, node: Node) {
  return scopeTable(run, instance.parent).eventSubProcesses.find((candidate) => candidate.node === node)!;
}

export function emptyValues(names: readonly string[]): Variables {
  return Object.fromEntries(names.map((name): [string, Json] => [name, null]));
}

/** An element in a scope instance has ended: is the scope complete? */
export function ended(run: Execution, scope: number, gone: Instance, isLast: boolean): void {
  if (gone.undoes && gone.id !== scope) undone(run, gone.undoes);
  const around = run.store.find(scope);
  if (!around || around.loop) return;
  if (around.adHoc) return endedInAdHoc(run, around, gone, isLast);
  if (isEmpty(run, scope)) completeScope(run, around);
}

function completeScope(run: Execution, scope: Instance): void {
  if (scope.id === PROCESS) return run.end('completed');
  if (!scope.compensates) return complete(run, scope.id, {});
  run.store.remove(scope.id);
  run.families.ended(run, scope.parent, scope, true);
}

/** No token is in the scope, and nothing of it is being undone. */
export function isEmpty(run: Execution, scope: number): boolean {
  const { undoing } = run.store.get(scope);
  return !run.store.hasChildren(scope) && run.agenda.inScope(scope) === 0 && !undoing;
}
