/** What each kind of task is told by the extension elements of the Camunda 8 profile. */
import { extensionOf, propertiesOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { Binding, CalledResource } from '../ports.js';
import { readHeaders } from './element-info.js';
import type { CallModel, DecisionModel, JobModel, NodeKind, NodeModel, ScriptModel, UserTaskModel } from './model.js';
import { present } from './read-activities.js';

/**
 * The kind of a send or business rule task: a job when it has a job type; otherwise the one throws its message, and the
 * other asks its decision.
 */
export function taskKind(element: ModdleElement, kind: NodeKind): NodeKind {
  const either = kind === 'send' || kind === 'decision';
  return either && extensionOf(element, 'zeebe:TaskDefinition') ? 'job' : kind;
}

export function readTask(
  element: ModdleElement,
  kind: NodeKind,
  laneRole: string | undefined,
): Pick<NodeModel, 'userTask' | 'job' | 'script' | 'decision' | 'call' | 'instantiates'> {
  switch (kind) {
    case 'userTask':
      return { userTask: readUserTask(element, laneRole) };
    case 'job':
      return { job: readJob(element) };
    case 'script':
      return { script: readScript(element) };
    case 'decision':
      return { decision: readDecision(element) };
    case 'call':
      return { call: readCall(element) };
    case 'receive':
      return element.instantiate === true ? { instantiates: true } : {};
    default:
      return {};
  }
}

function readUserTask(element: ModdleElement, laneRole: string | undefined): UserTaskModel {
  const assignment = extensionOf(element, 'zeebe:AssignmentDefinition');
  const schedule = extensionOf(element, 'zeebe:TaskSchedule');
  return present({
    formId: textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId'),
    assignee: textOf(assignment, 'assignee'),
    candidateGroups: textOf(assignment, 'candidateGroups'),
    candidateUsers: textOf(assignment, 'candidateUsers'),
    laneRole,
    unit: propertiesOf(element).get('unit'),
    dueDate: textOf(schedule, 'dueDate'),
    followUpDate: textOf(schedule, 'followUpDate'),
    priority: textOf(extensionOf(element, 'zeebe:PriorityDefinition'), 'priority'),
  });
}

function readJob(element: ModdleElement): JobModel {
  const definition = extensionOf(element, 'zeebe:TaskDefinition');
  const retries = textOf(definition, 'retries');
  return { type: textOf(definition, 'type') ?? '', ...(retries && { retries }), headers: readHeaders(element) };
}

function readScript(element: ModdleElement): ScriptModel {
  const script = extensionOf(element, 'zeebe:Script');
  return { expression: textOf(script, 'expression') ?? '', resultVariable: textOf(script, 'resultVariable') ?? '' };
}

function readDecision(element: ModdleElement): DecisionModel {
  const called = extensionOf(element, 'zeebe:CalledDecision')!;
  return {
    called: readCalled(called, textOf(called, 'decisionId') ?? ''),
    resultVariable: textOf(called, 'resultVariable') ?? '',
  };
}

function readCall(element: ModdleElement): CallModel {
  const called = extensionOf(element, 'zeebe:CalledElement')!;
  return {
    called: readCalled(called, textOf(called, 'processId') ?? ''),
    propagateAllParentVariables: called.propagateAllParentVariables !== false,
    propagateAllChildVariables: called.propagateAllChildVariables !== false,
  };
}

function readCalled(called: ModdleElement, id: string): CalledResource {
  const versionTag = textOf(called, 'versionTag');
  const binding = (textOf(called, 'bindingType') ?? 'latest') as Binding;
  return { id, binding, ...(binding === 'versionTag' && versionTag && { versionTag }) };
}
