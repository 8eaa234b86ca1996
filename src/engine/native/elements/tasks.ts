/** Tasks and call activities (BPMN 2.0.2 §10.3.3, §10.3.6; §13.3.3). */
import { FeelError } from '../../feel/feel.js';
import { IncidentError } from '../../evaluation/incident-error.js';
import { openJob, openUserTask } from '../../evaluation/task-settings.js';
import type { CalledResource } from '../../ports.js';
import type { Node } from '../compile/program.js';
import type { Instance, WaitRecord } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { complete } from '../execution/lifecycle.js';

/** Abstract and manual tasks: the engine has nothing to wait for (§13.3.3, “Manual Task … not managed by any engine”). */
export function enterTask(run: Execution, instance: Instance): void {
  complete(run, instance.id, {});
}

export function enterUserTask(run: Execution, instance: Instance, node: Node): void {
  const task = openUserTask(node.userTask ?? {}, run.evaluateAt(instance.id), run.host.now);
  wait(run, instance, { kind: 'userTask', ...task });
}

/** Service tasks never do anything inside a command: they become jobs for a worker. */
export function enterJob(run: Execution, instance: Instance, node: Node): void {
  wait(run, instance, { kind: 'job', ...openJob(node.job!, run.evaluateAt(instance.id)) });
}

export function enterCall(run: Execution, instance: Instance, node: Node): void {
  wait(run, instance, { kind: 'call', called: named(run, instance, node.call!.called, '被调用的流程') });
}

export function enterScript(run: Execution, instance: Instance, node: Node): void {
  const { expression, resultVariable } = node.script!;
  const { value } = run.evaluateAt(instance.id)(expression);
  complete(run, instance.id, { [resultVariable]: value }, { step: 'enter' });
}

/** @throws IncidentError CALLED_DECISION_ERROR when it is not deployed, DECISION_EVALUATION_ERROR when it cannot decide. */
export function enterDecision(run: Execution, instance: Instance, node: Node): void {
  const { called, resultVariable } = node.decision!;
  const decision = named(run, instance, called, '决策');
  const result = decided(run, instance, decision);
  if (!result) throw new IncidentError('CALLED_DECISION_ERROR', `没有发布编号为“${decision.id}”的决策`);
  const { output, decisionId, version, matchedRules } = result;
  run.journal.recordAt(instance, 'DECISION_EVALUATED', { payload: { decisionId, version, matchedRules, output } });
  complete(run, instance.id, { [resultVariable]: output }, { step: 'enter' });
}

function decided(run: Execution, instance: Instance, decision: CalledResource) {
  try {
    const { allowance, decisions } = run.host;
    const decide = () => decisions?.decide(decision, run.scopes.readable(instance.id));
    return allowance ? allowance.spend(decide) : decide();
  } catch (error) {
    if (error instanceof FeelError) throw new IncidentError('DECISION_EVALUATION_ERROR', error.message);
    throw error;
  }
}

function named(run: Execution, instance: Instance, called: CalledResource, what: string): CalledResource {
  const id = run.evaluateAt(instance.id)(called.id).value;
  if (typeof id === 'string' && id !== '') return { ...called, id };
  throw new IncidentError('EXTRACT_VALUE_ERROR', `${what}的编号“${called.id}”没有得出文字`);
}

function wait(run: Execution, instance: Instance, record: WaitRecord): void {
  run.store.edit(instance.id).wait = record;
}
