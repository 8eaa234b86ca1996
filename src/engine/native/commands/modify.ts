/** Moving tokens by hand. Checked as a whole first: a modification is carried out in full or not at all. */
import { IncidentError } from '../../evaluation/incident-error.js';
import { withoutPrototypeKeys } from '../../evaluation/plain-variables.js';
import { CommandRefused } from '../../ports.js';
import type { ActivateInstruction, Key, ModifyCommand, RefusalDetail, Variables } from '../../ports.js';
import type { Node } from '../compile/program.js';
import { roundTerminated } from '../elements/loops.js';
import { isEmpty } from '../elements/scopes.js';
import type { Execution } from '../execution/execution.js';
import { chooseFlows } from '../execution/flow-choice.js';
import { activate, endProcess, enterScopeOnly, sendToken, terminate } from '../execution/lifecycle.js';
import { PROCESS } from '../state.js';
import type { Instance } from '../state.js';

export function modify(run: Execution, command: ModifyCommand): void {
  const details = [
    ...command.activate.flatMap((instruction) => problemsOf(run, instruction)),
    ...command.terminate.flatMap((key) => terminationProblem(run, key)),
  ];
  if (command.activate.length + command.terminate.length === 0)
    throw refused([{ elementId: '', message: '没有任何调整' }]);
  if (details.length > 0) throw refused(details);
  const activated = command.activate.map(({ elementId }) => elementId);
  const ids = command.terminate.map((key) => run.journal.idOf(key));
  const terminated = ids.map((id) => run.store.get(id).element);
  run.journal.record('PROCESS_MODIFIED', { payload: { activated, terminated } });
  for (const instruction of command.activate) carryOut(run, instruction);
  for (const id of ids) remove(run, id);
}

function refused(details: RefusalDetail[]): CommandRefused {
  return new CommandRefused('modification-refused', `实例不能这样调整：${details[0]!.message}`, details);
}

function problemsOf(run: Execution, instruction: ActivateInstruction): RefusalDetail[] {
  const { elementId, ancestorKey } = instruction;
  const problem = (message: string): RefusalDetail[] => [{ elementId, message }];
  const node = run.program.nodes[elementId];
  if (!node) return problem(`流程图中没有“${elementId}”`);
  if (node.kind === 'boundary' || node.isForCompensation) return problem(`“${nameOf(node)}”不能直接启动`);
  if (ancestorKey !== undefined && !run.store.has(run.journal.idOf(ancestorKey)))
    return problem('所指定的上级环节已经结束');
  for (let scope = node.scope; scope.id !== ''; scope = run.program.nodes[scope.id]!.scope) {
    const open = openScopes(run, scope.id, ancestorKey);
    if (open.length === 1) return unknownScopes(node, instruction);
    if (open.length > 1) return problem(`“${scope.id}”有 ${open.length} 个正在进行的实例，须指定其中一个`);
    if (run.program.nodes[scope.id]!.loop) return problem(`“${scope.id}”是多实例，没有正在进行的实例，不能进入其内部`);
  }
  return unknownScopes(node, instruction);
}

/** Variables may be local to the element or to a scope around it. */
function unknownScopes(node: Node, { elementId, variables = [] }: ActivateInstruction): RefusalDetail[] {
  const known = new Set([elementId, node.scope.id]);
  return variables.flatMap(({ scopeId }) =>
    scopeId === undefined || known.has(scopeId)
      ? []
      : [{ elementId, message: `变量的范围“${scopeId}”须为该环节或其所在子流程` }],
  );
}

function terminationProblem(run: Execution, key: Key): RefusalDetail[] {
  const id = run.journal.idOf(key);
  if (id !== PROCESS && run.store.has(id)) return [];
  return [{ elementId: '', message: `没有编号为 ${key} 的正在进行的环节` }];
}

function nameOf(node: Node): string {
  return node.name || node.id;
}

/** Open instances of a subprocess; with an ancestor only that instance, or those inside it. */
function openScopes(run: Execution, elementId: string, ancestorKey: Key | undefined): Instance[] {
  const ancestor = ancestorKey === undefined ? PROCESS : run.journal.idOf(ancestorKey);
  return run.store
    .instances()
    .filter((instance) => instance.element === elementId && isOpenScope(instance))
    .filter((instance) => isInside(run, instance.id, ancestor));
}

function isOpenScope({ loop, tokens, held, compensates }: Instance): boolean {
  return !loop && !tokens && !held && !compensates;
}

function isInside(run: Execution, id: number, ancestor: number): boolean {
  for (let current = id; ; current = run.store.get(current).parent) {
    if (current === ancestor) return true;
    if (current === PROCESS) return false;
  }
}

function carryOut(run: Execution, instruction: ActivateInstruction): void {
  const { elementId, ancestorKey, where = 'before', variables = [] } = instruction;
  const node = run.program.nodes[elementId]!;
  const scope = scopeFor(run, node, ancestorKey);
  let locals: Variables | undefined;
  for (const { scopeId, values } of variables) {
    const clean = withoutPrototypeKeys(values);
    if (scopeId === elementId) locals = { ...locals, ...clean };
    else if (scopeId === undefined) run.setVariables(PROCESS, clean);
    else run.setLocals(scope, clean);
  }
  if (where === 'before') activate(run, node, scope, locals ? { locals } : {});
  else goOnBehind(run, node, scope);
}

function goOnBehind(run: Execution, node: Node, scope: number): void {
  try {
    const flows = node.decides ? chooseFlows(run, run.store.get(scope), node) : node.outgoing;
    for (const flow of flows) {
      for (let count = 0; count < (node.completionQuantity ?? 1); count += 1) sendToken(run, flow, scope);
    }
  } catch (error) {
    if (!(error instanceof IncidentError)) throw error;
    throw refused([{ elementId: node.id, message: error.message }]);
  }
}

/** The scope instance to activate in; scopes that are not open are entered, without their start events. */
function scopeFor(run: Execution, node: Node, ancestorKey: Key | undefined): number {
  if (node.scope.id === '') return PROCESS;
  const [open] = openScopes(run, node.scope.id, ancestorKey);
  if (open) return open.id;
  const around = run.program.nodes[node.scope.id]!;
  return enterScopeOnly(run, around, scopeFor(run, around, ancestorKey));
}

/** Scopes that are empty then end as well: nothing was completed in them. */
function remove(run: Execution, id: number): void {
  const gone = run.store.find(id);
  // It may have ended together with one that was named before.
  if (!gone) return;
  terminate(run, id);
  const around = run.store.get(gone.parent);
  if (around.loop) return roundTerminated(run, around.id);
  if (!isEmpty(run, around.id)) return;
  if (around.id === PROCESS) endProcess(run, 'canceled');
  else remove(run, around.id);
}
