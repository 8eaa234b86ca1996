/** Reads one `bpmn:Process` of a moddle tree that passed every check into a {@link ProcessModel}. */
import { childOf, childrenOf, eventDefinitionsOf, extensionOf, propertiesOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type {
  CallModel,
  EventModel,
  FlowModel,
  JobModel,
  Mapping,
  NodeKind,
  NodeModel,
  ProcessModel,
  ScriptModel,
  UserTaskModel,
} from './model.js';
import { readHeaders } from './element-info.js';
import { laneRolesOf } from './lanes.js';

const KINDS: Readonly<Record<string, NodeKind>> = {
  'bpmn:StartEvent': 'start',
  'bpmn:EndEvent': 'end',
  'bpmn:IntermediateCatchEvent': 'catch',
  'bpmn:IntermediateThrowEvent': 'throw',
  'bpmn:BoundaryEvent': 'boundary',
  'bpmn:Task': 'task',
  'bpmn:ManualTask': 'task',
  'bpmn:UserTask': 'userTask',
  'bpmn:ServiceTask': 'job',
  'bpmn:SendTask': 'send',
  'bpmn:ReceiveTask': 'receive',
  'bpmn:ScriptTask': 'script',
  'bpmn:CallActivity': 'call',
  'bpmn:SubProcess': 'subProcess',
  'bpmn:ExclusiveGateway': 'exclusive',
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:EventBasedGateway': 'eventBased',
};

export function buildModel(process: ModdleElement): ProcessModel {
  const model: ProcessModel = {
    processId: process.id ?? '',
    name: process.name ?? process.id ?? '',
    nodes: {},
    flows: {},
  };
  const versionTag = textOf(extensionOf(process, 'zeebe:VersionTag'), 'value');
  if (versionTag) model.versionTag = versionTag;
  const roles = laneRolesOf(process);
  addScope(process, undefined, model, roles);
  connect(model);
  return model;
}

/** Ends of flows come from the flows themselves: `<incoming>` and `<outgoing>` may be missing in a file. */
function connect(model: ProcessModel): void {
  for (const flow of Object.values(model.flows)) {
    model.nodes[flow.source]?.outgoing.push(flow.id);
    model.nodes[flow.target]?.incoming.push(flow.id);
  }
}

function addScope(
  scope: ModdleElement,
  scopeId: string | undefined,
  model: ProcessModel,
  roles: ReadonlyMap<string, string>,
): void {
  for (const element of childrenOf(scope, 'flowElements')) {
    if (element.$type === 'bpmn:SequenceFlow') {
      model.flows[element.id!] = readFlow(element, scopeId);
      continue;
    }
    const kind = KINDS[element.$type];
    if (!kind) continue;
    model.nodes[element.id!] = readNode(element, kind, scopeId, roles);
    if (kind === 'subProcess') addScope(element, element.id, model, roles);
  }
}

function readFlow(flow: ModdleElement, scopeId: string | undefined): FlowModel {
  const source = childOf(flow, 'sourceRef')!;
  const condition = textOf(childOf(flow, 'conditionExpression'), 'body');
  return {
    id: flow.id!,
    source: source.id!,
    target: childOf(flow, 'targetRef')!.id!,
    isDefault: childOf(source, 'default') === flow,
    ...(condition && { condition: condition.trim().replace(/^=/, '').trim() }),
    ...(scopeId && { scopeId }),
  };
}

function readNode(
  element: ModdleElement,
  kind: NodeKind,
  scopeId: string | undefined,
  roles: ReadonlyMap<string, string>,
): NodeModel {
  const definition = extensionOf(element, 'zeebe:TaskDefinition');
  const event = readEvent(element);
  const node: NodeModel = {
    id: element.id!,
    // A send task with a job type is a job; with a message it throws that message.
    kind: kind === 'send' && definition ? 'job' : kind,
    bpmnType: element.$type,
    name: element.name ?? '',
    incoming: [],
    outgoing: [],
    inputs: readMappings(element, 'inputParameters'),
    outputs: readMappings(element, 'outputParameters'),
    ...(scopeId && { scopeId }),
    ...(event && { event }),
  };
  if (kind === 'boundary') {
    node.attachedTo = childOf(element, 'attachedToRef')!.id!;
    node.interrupting = element.cancelActivity !== false;
  }
  if (kind === 'userTask') node.userTask = readUserTask(element, roles.get(node.id));
  if (node.kind === 'job' && definition) node.job = readJob(element, definition);
  if (kind === 'script') node.script = readScript(element);
  if (kind === 'call') node.call = readCall(element);
  return node;
}

function readMappings(element: ModdleElement, property: string): Mapping[] {
  const mapping = extensionOf(element, 'zeebe:IoMapping');
  return mapping
    ? childrenOf(mapping, property).map((entry) => ({
        source: textOf(entry, 'source') ?? '',
        target: textOf(entry, 'target') ?? '',
      }))
    : [];
}

function readEvent(element: ModdleElement): EventModel | undefined {
  const definition = eventDefinitionsOf(element)[0];
  if (!definition) {
    const message = childOf(element, 'messageRef');
    return message ? readMessage(message) : undefined;
  }
  switch (definition.$type) {
    case 'bpmn:TimerEventDefinition': {
      const time = childOf(definition, 'timeDate') ?? childOf(definition, 'timeDuration');
      return { kind: 'timer', expression: textOf(time, 'body')?.trim() ?? '' };
    }
    case 'bpmn:MessageEventDefinition':
      return readMessage(childOf(definition, 'messageRef')!);
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: childOf(definition, 'signalRef')?.name ?? '' };
    case 'bpmn:ErrorEventDefinition': {
      const code = textOf(childOf(definition, 'errorRef'), 'errorCode');
      return { kind: 'error', ...(code && { code }) };
    }
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    default:
      return undefined;
  }
}

function readMessage(message: ModdleElement): EventModel {
  const correlationKey = textOf(extensionOf(message, 'zeebe:Subscription'), 'correlationKey');
  return { kind: 'message', name: message.name ?? '', ...(correlationKey && { correlationKey }) };
}

function readUserTask(element: ModdleElement, laneRole: string | undefined): UserTaskModel {
  const assignment = extensionOf(element, 'zeebe:AssignmentDefinition');
  const schedule = extensionOf(element, 'zeebe:TaskSchedule');
  const texts = {
    formId: textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId'),
    assignee: textOf(assignment, 'assignee'),
    candidateGroups: textOf(assignment, 'candidateGroups'),
    candidateUsers: textOf(assignment, 'candidateUsers'),
    laneRole,
    unit: propertiesOf(element).get('unit'),
    dueDate: textOf(schedule, 'dueDate'),
    followUpDate: textOf(schedule, 'followUpDate'),
    priority: textOf(extensionOf(element, 'zeebe:PriorityDefinition'), 'priority'),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text)) as UserTaskModel;
}

function readJob(element: ModdleElement, definition: ModdleElement): JobModel {
  const retries = textOf(definition, 'retries');
  return { type: textOf(definition, 'type') ?? '', ...(retries && { retries }), headers: readHeaders(element) };
}

function readScript(element: ModdleElement): ScriptModel {
  const script = extensionOf(element, 'zeebe:Script');
  return { expression: textOf(script, 'expression') ?? '', resultVariable: textOf(script, 'resultVariable') ?? '' };
}

function readCall(element: ModdleElement): CallModel {
  const called = extensionOf(element, 'zeebe:CalledElement')!;
  return {
    processId: textOf(called, 'processId') ?? '',
    propagateAllParentVariables: called.propagateAllParentVariables !== false,
    propagateAllChildVariables: called.propagateAllChildVariables !== false,
  };
}
