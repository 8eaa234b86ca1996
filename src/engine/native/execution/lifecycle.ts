/**
 * The life of an element instance (BPMN 2.0.2 §13.3.2, Figure 13.2): a token arrives, the element is entered, does its
 * work, completes and sends tokens on; or it is terminated. Everything an element family does goes through here.
 */
import { assignPath } from '../../evaluation/expressions.js';
import type { Mapping } from '../../compile/model.js';
import type { Json, Variables } from '../../ports.js';
import type { Flow, Node } from '../compile/program.js';
import { PROCESS } from '../state.js';
import type { Instance, Retry } from '../state.js';
import type { Execution } from './execution.js';
import { chooseFlows } from './flow-choice.js';

/** Moves every token until all have come to rest. */
export function run(execution: Execution): void {
  do {
    for (let token = execution.agenda.take(); token; token = execution.agenda.take()) {
      if (execution.store.has(token.scope)) arrive(execution, token.flow, token.scope);
    }
  } while (!execution.hasEnded && (execution.doLater() || execution.families.settle(execution)));
}

function arrive(run: Execution, flow: Flow, scope: number): void {
  if (flow.to.join) run.families.join(run, flow.to, scope, flow);
  else activate(run, flow.to, scope);
}

export function sendToken(run: Execution, flow: Flow, scope: number): void {
  run.journal.record('FLOW_TAKEN', { elementId: flow.id, ...run.journal.scopeKey(scope) });
  run.agenda.add(flow, scope);
}

/**
 * Begins an element in a scope instance.
 * @param part what is known of the instance already: local variables, its place in a loop.
 */
export function activate(run: Execution, node: Node, parent: number, part: Partial<Instance> = {}): Instance {
  const instance = run.store.add({ id: run.journal.nextId(), element: node.id, parent, ...part });
  // Repetitions of a loop come with their place in it; what a flow brings again and again is a circle of the drawing.
  if (part.round === undefined ? run.takeStepAt(node, parent) : run.takeStep()) begin(run, instance.id);
  else instance.held = true;
  return instance;
}

/** Begins several elements together: the scope is not complete when the first has ended before the last has begun. */
export function activateAll(
  run: Execution,
  nodes: readonly Node[],
  parent: number,
  part: Partial<Instance> = {},
): void {
  const instances = nodes.map((node) =>
    run.store.add({ id: run.journal.nextId(), element: node.id, parent, ...part, held: true }),
  );
  for (const { id } of instances) {
    if (!run.store.has(id) || !run.takeStep()) continue;
    delete run.store.edit(id).held;
    begin(run, id);
  }
}

export function begin(run: Execution, id: number): void {
  const instance = run.store.get(id);
  const node = run.nodeOf(instance);
  const isBody = node.loop !== undefined && instance.round === undefined;
  if (isBody) run.store.edit(id).loop = { begun: 0, completed: 0 };
  recordActivated(run, id);
  enter(run, id);
  // Only now: what completes at once has no time to be interrupted. Scopes and loops open theirs before anything in them begins.
  if (run.store.has(id) && !isBody && !node.inside) run.families.openEvents(run, run.store.get(id), node);
}

/** With the local variables the instance has from the beginning. */
function recordActivated(run: Execution, id: number): void {
  const instance = run.store.get(id);
  run.journal.recordAt(instance, 'ELEMENT_ACTIVATED', instance.locals ? { payload: instance.locals } : {});
}

/** Opens a subprocess without its start events, for tokens that are put into it by hand. */
export function enterScopeOnly(run: Execution, node: Node, parent: number): number {
  const { subProcess } = node;
  // Nobody chose what begins in it, so its performer may.
  const offers = subProcess?.kind === 'adHoc' && subProcess.activeElements === undefined;
  const { id } = run.store.add({
    id: run.journal.nextId(),
    element: node.id,
    parent,
    ...(subProcess?.kind === 'adHoc' && { adHoc: {} }),
    ...(offers && { wait: { kind: 'adHoc' as const } }),
  });
  recordActivated(run, id);
  mapInputs(run, id);
  run.families.openEvents(run, run.store.get(id), node);
  return id;
}

/** Input mappings alone, of a subprocess that is open already. */
export function mapInputs(run: Execution, id: number): void {
  const { inputs } = run.nodeOf(run.store.get(id));
  run.attempt(id, { step: 'map' }, () => {
    if (inputs.length > 0) run.setLocals(id, mapped(run, inputs, id));
  });
}

/** Enters an element, or enters it again after an incident. */
export function enter(run: Execution, id: number): void {
  const instance = run.store.get(id);
  const node = run.nodeOf(instance);
  run.attempt(id, { step: 'enter' }, () => {
    if (instance.loop) return run.families.beginLoop(run, instance, node);
    if (node.inputs.length > 0) run.setLocals(id, mapped(run, node.inputs, id));
    run.families.enter[node.kind](run, instance, node);
  });
}

/**
 * Writes what an element brought, then leaves it. Without output mappings the payload goes to the scopes around; that of a
 * repetition to its own scope first, where the variable of its output element is.
 * @param retry what to do again when it cannot be written.
 */
export function complete(
  run: Execution,
  id: number,
  payload: Variables,
  retry: Retry = { step: 'complete', payload },
): void {
  const { parent, loop, wait, round } = run.store.get(id);
  const node = run.nodeOf(run.store.get(id));
  if (wait) delete run.store.edit(id).wait;
  const isDone = run.attempt(id, retry, () => {
    // The output mappings of a loop belong to its repetitions.
    const maps = node.outputs.length > 0 && !loop;
    const values = maps ? mapped(run, node.outputs, id, payload) : payload;
    if (Object.keys(values).length > 0) run.setVariables(round === undefined ? parent : id, values, node.id);
  });
  if (isDone) leave(run, id);
}

/** Chooses the outgoing flows and sends the tokens on. */
export function leave(run: Execution, id: number): void {
  const instance = run.store.get(id);
  const node = run.nodeOf(instance);
  run.attempt(id, { step: 'leave' }, () => {
    if (instance.round !== undefined) return run.families.endRound(run, instance, node);
    finish(run, id, node.decides ? chooseFlows(run, instance, node) : node.outgoing);
  });
}

/** The element is complete: its token goes down these flows. */
export function finish(run: Execution, id: number, flows: readonly Flow[]): void {
  const gone = close(run, id);
  const quantity = run.nodeOf(gone).completionQuantity ?? 1;
  for (const flow of flows) {
    for (let count = 0; count < quantity; count += 1) sendToken(run, flow, gone.parent);
  }
  run.families.ended(run, gone.parent, gone, flows.length === 0);
}

/** Takes a completed instance away without looking at the scope around it. */
export function close(run: Execution, id: number): Instance {
  const instance = run.store.get(id);
  run.families.remember(run, instance, run.nodeOf(instance));
  run.journal.recordAt(instance, 'ELEMENT_COMPLETED');
  run.store.remove(id);
  return instance;
}

/** Ends an element instance and everything inside it, innermost first. The scope around it is not looked at. */
export function terminate(run: Execution, id: number): void {
  terminateInside(run, id);
  const instance = run.store.get(id);
  const hasBegun = !instance.tokens && !instance.held && !instance.compensates;
  if (hasBegun) run.journal.recordAt(instance, 'ELEMENT_TERMINATED');
  run.store.remove(id);
  if (instance.undoes) run.families.undone(run, instance.undoes);
}

export function terminateInside(run: Execution, scope: number): void {
  run.agenda.drop(scope);
  for (const child of run.store.childrenOf(scope)) terminate(run, child);
}

/** Ends the whole instance. */
export function endProcess(run: Execution, how: 'completed' | 'canceled', payload?: Variables): void {
  terminateInside(run, PROCESS);
  run.end(how, payload);
}

/** Applies mappings in order; a later one sees what an earlier one made. */
export function mapped(run: Execution, mappings: readonly Mapping[], id: number, also: Variables = {}): Variables {
  const made: Variables = {};
  const seen: Variables = { ...also };
  const evaluate = run.evaluateAt(id, seen);
  const visible = (name: string): Json | undefined =>
    Object.hasOwn(seen, name) ? seen[name] : run.scopes.lookUp(id, name);
  for (const { source, target } of mappings) {
    assignPath(made, target, evaluate(source, 'IO_MAPPING_ERROR').value, visible);
    Object.assign(seen, made);
  }
  return made;
}
