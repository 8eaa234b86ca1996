/** Ad-hoc subprocesses (BPMN 2.0.2 §10.3.5, Ad-Hoc Sub-Process; §13.3.5): their activities begin in any order, or not at all. */
import { IncidentError } from '../../evaluation/incident-error.js';
import type { Json, Variables } from '../../ports.js';
import type { SubProcessModel } from '../../compile/model.js';
import type { Node } from '../compile/program.js';
import type { Instance } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { activateAll, complete, terminateInside } from '../execution/lifecycle.js';
import { openEvents } from './subscriptions.js';

type AdHoc = Extract<SubProcessModel, { kind: 'adHoc' }>;

export function enterAdHoc(run: Execution, instance: Instance, node: Node): void {
  const settings = node.subProcess as AdHoc;
  const chosen =
    settings.activeElements === undefined ? undefined : chosenIn(run, instance, node, settings.activeElements);
  const edited = run.store.edit(instance.id);
  edited.adHoc = {};
  openEvents(run, edited, node);
  if (!chosen) {
    edited.wait = { kind: 'adHoc' };
    return;
  }
  if (chosen.length === 0) return complete(run, instance.id, {});
  beginIn(run, instance.id, chosen);
}

function chosenIn(run: Execution, instance: Instance, node: Node, expression: string): string[] {
  const { value } = run.evaluateAt(instance.id)(expression);
  const known = new Set(node.inside!.starts.map(({ id }) => id));
  if (Array.isArray(value) && value.every((id): id is string => typeof id === 'string' && known.has(id))) return value;
  throw new IncidentError('EXTRACT_VALUE_ERROR', `“${expression}”须得出特设子流程中可以开始的活动编号的列表`);
}

/** Begins activities, all at once or one after another as the subprocess says. */
export function beginIn(run: Execution, scope: number, elementIds: readonly string[], variables?: Variables): void {
  const settings = run.nodeOf(run.store.get(scope)).subProcess as AdHoc;
  const { adHoc } = run.store.get(scope);
  const isBusy = run.store.hasChildren(scope);
  const now = settings.sequential ? (isBusy ? [] : elementIds.slice(0, 1)) : elementIds;
  const rest = elementIds.slice(now.length);
  if (rest.length > 0) run.store.edit(scope).adHoc = { ...adHoc, queue: [...(adHoc?.queue ?? []), ...rest] };
  const locals = variables && Object.keys(variables).length > 0 ? { locals: variables } : {};
  activateAll(
    run,
    now.map((id) => run.program.nodes[id]!),
    scope,
    locals,
  );
}

/** Elements that may begin now; none while one is active and the ordering is sequential. */
export function startable(run: Execution, instance: Instance): string[] {
  const node = run.nodeOf(instance);
  const isBusy = (node.subProcess as AdHoc).sequential && run.store.hasChildren(instance.id);
  return isBusy ? [] : node.inside!.starts.map(({ id }) => id);
}

export function endedInAdHoc(run: Execution, instance: Instance, gone: Instance, isLast: boolean): void {
  const { id } = instance;
  const isActivity = !/Event|Gateway/.test(run.nodeOf(gone).bpmnType);
  if (instance.adHoc?.completing) {
    // What still runs may end, but nothing further begins.
    run.agenda.drop(id);
    return completeWhenEmpty(run, id);
  }
  if (isActivity || isLast) return afterActivity(run, id, gone.locals ?? {}, isLast);
  completeWhenEmpty(run, id);
}

/**
 * An inner activity has ended: the completion condition is looked at (§13.3.5, “after each completion of an inner Activity”).
 * @param locals its local variables, which the output element may read.
 * @param isLast nothing follows it: the output element is collected.
 */
export function afterActivity(run: Execution, id: number, locals: Variables, isLast: boolean): void {
  const instance = run.store.get(id);
  const settings = run.nodeOf(instance).subProcess as AdHoc;
  run.attempt(id, { step: 'adHoc', locals, isLast }, () => {
    const outputs = isLast ? outputsAfter(run, instance, locals, settings) : instance.adHoc?.outputs;
    const isMet = settings.completionCondition !== undefined && run.holds(settings.completionCondition, id);
    const edited = run.store.edit(id);
    edited.adHoc = { ...edited.adHoc, performed: true, ...(outputs && { outputs }) };
    if (isMet) finishAdHoc(run, id, settings);
    completeWhenEmpty(run, id);
  });
}

function finishAdHoc(run: Execution, id: number, settings: AdHoc): void {
  const edited = run.store.edit(id);
  const { queue: _queue, ...rest } = edited.adHoc!;
  edited.adHoc = { ...rest, completing: true };
  delete edited.wait;
  run.agenda.drop(id);
  if (!settings.cancelRemaining) return;
  terminateInside(run, id);
  delete edited.undoing;
}

function outputsAfter(run: Execution, instance: Instance, locals: Variables, settings: AdHoc): Json[] | undefined {
  if (settings.outputElement === undefined) return undefined;
  const { value } = run.evaluateAt(instance.id, locals)(settings.outputElement);
  return [...(instance.adHoc?.outputs ?? []), value];
}

function completeWhenEmpty(run: Execution, id: number): void {
  const { adHoc, undoing } = run.store.get(id);
  const settings = run.nodeOf(run.store.get(id)).subProcess as AdHoc;
  if (run.store.hasChildren(id) || run.agenda.inScope(id) > 0 || undoing) return;
  const [next, ...queue] = adHoc?.queue ?? [];
  if (next !== undefined) {
    run.store.edit(id).adHoc = { ...adHoc, queue };
    // Not nested in the completion of the one before.
    return run.defer(() => run.store.has(id) && beginIn(run, id, [next]));
  }
  if (!adHoc?.completing && settings.completionCondition !== undefined) {
    // Only its performer can bring it to its end now.
    run.store.edit(id).wait = { kind: 'adHoc' };
    return;
  }
  const { outputCollection } = settings;
  complete(run, id, outputCollection === undefined ? {} : { [outputCollection]: adHoc?.outputs ?? [] });
}
