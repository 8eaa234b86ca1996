/**
 * Activities that repeat (BPMN 2.0.2 §10.3.8, Loop Characteristics; §13.3.6 Loop Activity, §13.3.7 Multiple Instances).
 *
 * One instance, the body, stands for the activity: boundary events belong to it, and only it has outgoing flows. The
 * repetitions are instances of the same element inside it.
 */
import type { LoopModel } from '../../compile/model.js';
import { IncidentError } from '../../evaluation/incident-error.js';
import type { Json, Variables } from '../../ports.js';
import type { Node } from '../compile/program.js';
import type { Instance, LoopState } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { activate, close, complete, terminateInside } from '../execution/lifecycle.js';
import { openEvents } from './subscriptions.js';

type MultiInstance = Extract<LoopModel, { kind: 'multiInstance' }>;
type StandardLoop = Extract<LoopModel, { kind: 'standard' }>;

const MOST_INSTANCES = 1_000;

export function beginLoop(run: Execution, body: Instance, node: Node): void {
  const loop = node.loop!;
  if (loop.kind === 'standard') return beginStandard(run, body, node, loop);
  const items = itemsOf(run, body, loop);
  const total = items.length;
  if (total === 0) return endBody(run, body.id, loop);
  const edited = run.store.edit(body.id);
  edited.loop = {
    total,
    begun: 0,
    completed: 0,
    ...(loop.sequential && { items }),
    ...(loop.outputCollection !== undefined && { outputs: items.map(() => null) }),
  };
  openEvents(run, edited, node);
  const first = loop.sequential ? items.slice(0, 1) : items;
  for (const item of first) {
    // A repetition that ends at once may have met the completion condition.
    if (!run.store.has(body.id)) return;
    beginRound(run, body.id, node, item);
  }
}

function itemsOf(run: Execution, body: Instance, loop: MultiInstance): Json[] {
  const evaluate = run.evaluateAt(body.id);
  const most = run.host.limits.instances ?? MOST_INSTANCES;
  if (loop.inputCollection !== undefined) {
    const { value } = evaluate(loop.inputCollection);
    if (!Array.isArray(value)) throw refused(`多实例的输入集合“${loop.inputCollection}”没有得出列表`);
    if (value.length > most) throw refused(`多实例的输入集合有 ${value.length} 项，超过 ${most}`);
    return value;
  }
  const count = Number(evaluate(loop.cardinality!).value ?? Number.NaN);
  if (!Number.isInteger(count) || count < 0) throw refused(`多实例的次数“${loop.cardinality}”须得出非负整数`);
  if (count > most) throw refused(`多实例的次数 ${count} 超过 ${most}`);
  return Array.from({ length: count }, () => null);
}

function refused(message: string): IncidentError {
  return new IncidentError('EXTRACT_VALUE_ERROR', message);
}

function beginRound(run: Execution, body: number, node: Node, item?: Json): void {
  const edited = run.store.edit(body);
  const round = edited.loop!.begun + 1;
  edited.loop = { ...edited.loop!, begun: round };
  const { inputElement, outputElement } = node.loop as Partial<MultiInstance>;
  const output = outputElement === undefined ? undefined : outputVariable(outputElement);
  const locals: Variables = {
    // Its own, so that repetitions do not overwrite each other's results.
    ...(output !== undefined && { [output]: null }),
    ...(inputElement !== undefined && { [inputElement]: item ?? null }),
    loopCounter: round,
  };
  activate(run, node, body, { round, locals });
}

/** The variable of an output element that is a variable or a path in one; Camunda 8 makes it local in the same way. */
function outputVariable(outputElement: string): string | undefined {
  return /^=\s*([\p{L}_][\p{L}\p{N}_]*)(\.[\p{L}\p{N}_]+)*\s*$/u.exec(outputElement)?.[1];
}

/** Called in the repetition's attempt to leave: what fails here is an incident of the repetition. */
export function endRound(run: Execution, round: Instance, node: Node): void {
  const { id } = round;
  const body = run.store.get(round.parent);
  const loop = node.loop!;
  if (loop.kind === 'standard') {
    const goesOn = wantsMore(run, body, loop, body.loop!.begun);
    close(run, id);
    countCompleted(run, body.id);
    return goesOn ? run.defer(() => nextRound(run, body.id, node)) : endBody(run, body.id, loop);
  }
  const output =
    loop.outputElement === undefined || loop.outputCollection === undefined
      ? undefined
      : run.evaluateAt(id)(loop.outputElement).value;
  const isMet =
    loop.completionCondition !== undefined && run.holds(loop.completionCondition, id, countsAfter(body.loop!));
  close(run, id);
  countCompleted(run, body.id, round.round!, output);
  if (isMet) terminateInside(run, body.id);
  if (isMet || isExhausted(run, body.id)) return endBody(run, body.id, loop);
  if (loop.sequential) run.defer(() => nextRound(run, body.id, node));
}

/** What a completion condition may read besides variables (BPMN 2.0.2 Table 10.28), the ending repetition counted as completed. */
function countsAfter(loop: LoopState): Variables {
  const completed = loop.completed + 1;
  return {
    numberOfInstances: loop.total!,
    numberOfCompletedInstances: completed,
    numberOfActiveInstances: loop.begun - completed - (loop.terminated ?? 0),
    numberOfTerminatedInstances: loop.terminated ?? 0,
  };
}

function countCompleted(run: Execution, body: number, round = 0, output?: Json): void {
  const edited = run.store.edit(body);
  const loop = edited.loop!;
  const outputs = output === undefined ? loop.outputs : loop.outputs?.with(round - 1, output);
  edited.loop = { ...loop, completed: loop.completed + 1, ...(outputs && { outputs }) };
}

function isExhausted(run: Execution, body: number): boolean {
  const { total, begun, completed, terminated = 0 } = run.store.get(body).loop!;
  return begun === total && completed + terminated === total;
}

function nextRound(run: Execution, body: number, node: Node): void {
  const loop = run.store.find(body)?.loop;
  if (loop) beginRound(run, body, node, loop.items?.[loop.begun]);
}

/** A repetition was taken away by hand; the others go on. */
export function roundTerminated(run: Execution, body: number): void {
  const edited = run.store.edit(body);
  const node = run.nodeOf(edited);
  edited.loop = { ...edited.loop!, terminated: (edited.loop!.terminated ?? 0) + 1 };
  if (node.loop!.kind === 'standard' || isExhausted(run, body)) return endBody(run, body, node.loop!);
  if (!run.store.hasChildren(body)) run.defer(() => nextRound(run, body, node));
}

function endBody(run: Execution, body: number, loop: LoopModel): void {
  const collection = loop.kind === 'multiInstance' ? loop.outputCollection : undefined;
  const outputs = run.store.get(body).loop?.outputs ?? [];
  complete(run, body, collection === undefined ? {} : { [collection]: outputs });
}

function beginStandard(run: Execution, body: Instance, node: Node, loop: StandardLoop): void {
  if (loop.testBefore && !wantsMore(run, body, loop, 0)) return endBody(run, body.id, loop);
  openEvents(run, body, node);
  beginRound(run, body.id, node);
}

/** Whether a standard loop repeats after `done` repetitions; its condition is one to go on (BPMN 2.0.2 Table 10.26). */
function wantsMore(run: Execution, body: Instance, loop: StandardLoop, done: number): boolean {
  if (loop.maximum !== undefined) {
    const most = Number(run.evaluateAt(body.id)(loop.maximum).value ?? Number.NaN);
    if (!Number.isInteger(most) || most < 0) throw refused(`循环的最多次数“${loop.maximum}”须得出非负整数`);
    if (done >= most) return false;
  }
  return loop.condition === undefined || run.holds(loop.condition, body.id, { loopCounter: done });
}
