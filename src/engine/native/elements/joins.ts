/**
 * Where tokens wait for others: parallel, inclusive and complex joins, and activities that need several tokens
 * (BPMN 2.0.2 §13.4.1, §13.4.3, §13.4.5; startQuantity: Table 10.3).
 *
 * Waiting tokens are an instance of the gateway that has not begun. Parallel joins and quantities are looked at when a token
 * comes; inclusive joins, and complex ones that wait for their reset, when all tokens have come to rest: only then is it
 * known which tokens can still come.
 */
import type { Flow, Node } from '../compile/program.js';
import type { Instance } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { activate } from '../execution/lifecycle.js';

export function join(run: Execution, node: Node, scope: number, flow: Flow): void {
  const known = run.store.childrenOf(scope).find((id) => isWaitingAt(run.store.get(id), node));
  const waiting =
    known === undefined
      ? run.store.add({ id: run.journal.nextId(), element: node.id, parent: scope, tokens: {} })
      : run.store.edit(known);
  waiting.tokens = { ...waiting.tokens, [flow.id]: (waiting.tokens![flow.id] ?? 0) + 1 };
  lookAt(run, waiting.id);
}

/** Looks at tokens that wait, now that another has come. */
export function lookAt(run: Execution, id: number): void {
  const waiting = run.store.get(id);
  const node = run.nodeOf(waiting);
  const { tokens = {} } = waiting;
  if (node.join === 'parallel') {
    if (node.incoming.every((flow) => tokens[flow.id])) fire(run, waiting, node, node.incoming);
  } else if (node.join === 'quantity') {
    if (countOf(tokens) >= node.startQuantity!) fireQuantity(run, waiting, node);
  } else if (node.join === 'complex' && !waiting.fired) {
    startComplex(run, waiting, node);
  }
}

function isWaitingAt(instance: Instance, node: Node): boolean {
  return instance.tokens !== undefined && instance.element === node.id;
}

function countOf(tokens: Readonly<Record<string, number>>): number {
  return Object.values(tokens).reduce((sum, count) => sum + count, 0);
}

/** Takes one token from each of the flows and begins the gateway; surplus tokens stay. */
function fire(
  run: Execution,
  waiting: Instance,
  node: Node,
  flows: readonly Flow[],
  part: Partial<Instance> = {},
): void {
  const { parent } = waiting;
  keep(run, waiting, takeOne(waiting.tokens!, flows));
  activate(run, node, parent, part);
}

function takeOne(tokens: Readonly<Record<string, number>>, flows: readonly Flow[]): Record<string, number> {
  const left = { ...tokens };
  for (const { id } of flows) {
    if (!left[id]) continue;
    left[id] -= 1;
    if (left[id] === 0) delete left[id];
  }
  return left;
}

function keep(run: Execution, waiting: Instance, tokens: Record<string, number>, fired?: string[]): void {
  if (Object.keys(tokens).length === 0 && !fired) return run.store.remove(waiting.id);
  const edited = run.store.edit(waiting.id);
  edited.tokens = tokens;
  if (fired) edited.fired = fired;
  else delete edited.fired;
}

function fireQuantity(run: Execution, waiting: Instance, node: Node): void {
  const { parent } = waiting;
  let left = { ...waiting.tokens };
  for (let count = 0; count < node.startQuantity!; count += 1) left = takeOne(left, [nextWith(left, node)]);
  keep(run, waiting, left);
  activate(run, node, parent);
}

function nextWith(tokens: Readonly<Record<string, number>>, node: Node): Flow {
  return node.incoming.find((flow) => tokens[flow.id])!;
}

/** First phase of a complex join: its activation condition decides, with the number of waiting tokens. */
function startComplex(run: Execution, waiting: Instance, node: Node): void {
  const { id, parent } = waiting;
  run.attempt(id, { step: 'join' }, () => {
    const activationCount = countOf(waiting.tokens!);
    const isMet =
      node.activationCondition === undefined
        ? node.incoming.every((flow) => waiting.tokens![flow.id])
        : run.holds(node.activationCondition, id, { activationCount });
    if (!isMet) return;
    const flows = node.incoming.filter((flow) => waiting.tokens![flow.id]);
    const fired = flows.map((flow) => flow.id);
    keep(run, waiting, takeOne(waiting.tokens!, flows), fired);
    activate(run, node, parent, { locals: { waitingForStart: true, activationCount } });
  });
}

/** @returns true when a join fired. */
export function settleJoins(run: Execution): boolean {
  const waiting = run.store.instances().filter(({ tokens }) => tokens);
  return waiting.some((instance) => {
    const node = run.nodeOf(instance);
    if (!node.reach) return false;
    return instance.fired
      ? resetComplex(run, instance, node)
      : node.join === 'inclusive' && fireInclusive(run, instance, node);
  });
}

function fireInclusive(run: Execution, waiting: Instance, node: Node): boolean {
  const arrived = node.incoming.filter((flow) => waiting.tokens![flow.id]);
  const missing = node.incoming.filter((flow) => !waiting.tokens![flow.id]);
  if (isExpected(run, waiting, node, missing, arrived)) return false;
  fire(run, waiting, node, arrived);
  return true;
}

/** Second phase of a complex join: it waits for the other flows, as far as tokens are expected there, then starts anew. */
function resetComplex(run: Execution, waiting: Instance, node: Node): boolean {
  const others = node.incoming.filter((flow) => !waiting.fired!.includes(flow.id));
  const arrived = others.filter((flow) => waiting.tokens![flow.id]);
  const missing = others.filter((flow) => !waiting.tokens![flow.id]);
  const served = node.incoming.filter((flow) => !missing.includes(flow));
  if (isExpected(run, waiting, node, missing, served)) return false;
  const { id, parent } = waiting;
  keep(run, waiting, takeOne(waiting.tokens!, arrived));
  activate(run, node, parent, { locals: { waitingForStart: false, activationCount: arrived.length } });
  if (run.store.has(id)) lookAt(run, id);
  return true;
}

/**
 * Whether a token is on its way to a flow that has none: it can reach the flow without passing the gateway, and cannot
 * reach one that has a token already (BPMN 2.0.2 Table 13.3) or has brought one in the first phase (Table 13.5).
 */
function isExpected(
  run: Execution,
  waiting: Instance,
  node: Node,
  missing: readonly Flow[],
  served: readonly Flow[],
): boolean {
  if (missing.length === 0) return false;
  return run.store.childrenOf(waiting.parent).some((id) => {
    if (id === waiting.id) return false;
    const reached = node.reach!.get(run.store.get(id).element);
    if (!reached) return false;
    return missing.some((flow) => reached.has(flow.id)) && !served.some((flow) => reached.has(flow.id));
  });
}

/**
 * A scope in which nothing is left but waiting tokens will never move again: somebody must know.
 * BPMN says nothing of such a deadlock (§13.4.1); a case that waits for ever unseen is the worst that can happen here.
 */
export function reportDeadlocks(run: Execution): void {
  const waiting = run.store.instances().filter(({ tokens, fired }) => tokens && !fired);
  if (waiting.length === 0) return;
  const reported = new Set(run.store.incidents().map(({ instance }) => instance));
  for (const instance of waiting) {
    const siblings = run.store.childrenOf(instance.parent).map((id) => run.store.get(id));
    if (reported.has(instance.id) || siblings.some((sibling) => !sibling.tokens)) continue;
    const node = run.nodeOf(instance);
    run.raise(
      instance.id,
      { step: 'join' },
      'UNKNOWN',
      `“${node.name || node.id}”等不到其余分支，请检查流程图，或由管理员调整实例`,
    );
  }
}
