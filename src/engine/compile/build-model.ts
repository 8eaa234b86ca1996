/** Reads one `bpmn:Process` of a moddle tree that passed every check into a {@link ProcessModel}. */
import { dataNamesOf, dataStoresOf, inputsOf, outputsOf } from '../../../lint/data.js';
import { laneRolesOf } from '../../../lint/lanes.js';
import { childOf, childrenOf, extensionOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { FlowModel, NodeKind, NodeModel, ProcessModel } from './model.js';
import { readActivitySettings, readSubProcess } from './read-activities.js';
import { conditionIn, readEventSettings, readEvents } from './read-events.js';
import { readTask, taskKind } from './read-tasks.js';

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
  'bpmn:BusinessRuleTask': 'decision',
  'bpmn:CallActivity': 'call',
  'bpmn:SubProcess': 'subProcess',
  'bpmn:Transaction': 'subProcess',
  'bpmn:AdHocSubProcess': 'subProcess',
  'bpmn:ExclusiveGateway': 'exclusive',
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:InclusiveGateway': 'inclusive',
  'bpmn:ComplexGateway': 'complex',
  'bpmn:EventBasedGateway': 'eventBased',
};
const EVENTS: ReadonlySet<NodeKind> = new Set(['start', 'end', 'catch', 'throw', 'boundary']);
const GATEWAYS: ReadonlySet<NodeKind> = new Set(['exclusive', 'parallel', 'inclusive', 'complex', 'eventBased']);

export function buildModel(process: ModdleElement): ProcessModel {
  const model: ProcessModel = {
    processId: process.id ?? '',
    name: process.name ?? process.id ?? '',
    nodes: {},
    flows: {},
    dataNames: {},
    dataStores: dataStoresOf(process),
  };
  const versionTag = textOf(extensionOf(process, 'zeebe:VersionTag'), 'value');
  if (versionTag) model.versionTag = versionTag;
  addScope(process, undefined, model, laneRolesOf(process));
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
  const dataNames = dataNamesOf(scope);
  if (dataNames.length > 0) model.dataNames[scopeId ?? ''] = dataNames;
  for (const element of childrenOf(scope, 'flowElements')) {
    if (element.$type === 'bpmn:SequenceFlow') {
      model.flows[element.id!] = readFlow(element, scopeId);
      continue;
    }
    const kind = KINDS[element.$type];
    if (!kind) continue;
    model.nodes[element.id!] = readNode(element, taskKind(element, kind), scopeId, roles);
    if (kind === 'subProcess') addScope(element, element.id, model, roles);
  }
}

function readFlow(flow: ModdleElement, scopeId: string | undefined): FlowModel {
  const source = childOf(flow, 'sourceRef')!;
  const condition = conditionIn(childOf(flow, 'conditionExpression'));
  return {
    id: flow.id!,
    source: source.id!,
    target: childOf(flow, 'targetRef')!.id!,
    isDefault: childOf(source, 'default') === flow,
    ...(condition && { condition }),
    ...(scopeId && { scopeId }),
  };
}

function readNode(
  element: ModdleElement,
  kind: NodeKind,
  scopeId: string | undefined,
  roles: ReadonlyMap<string, string>,
): NodeModel {
  return {
    id: element.id!,
    kind,
    bpmnType: element.$type,
    name: element.name ?? '',
    incoming: [],
    outgoing: [],
    inputs: inputsOf(element),
    outputs: outputsOf(element),
    ...(scopeId && { scopeId }),
    events: readEvents(element),
    ...readSettings(element, kind, roles.get(element.id!)),
  };
}

function readSettings(element: ModdleElement, kind: NodeKind, laneRole: string | undefined): Partial<NodeModel> {
  if (EVENTS.has(kind)) return readEventSettings(element, kind);
  if (GATEWAYS.has(kind)) return readGateway(element, kind);
  return {
    ...readActivitySettings(element),
    ...(kind === 'subProcess' ? { subProcess: readSubProcess(element) } : readTask(element, kind, laneRole)),
  };
}

function readGateway(element: ModdleElement, kind: NodeKind): Pick<NodeModel, 'activationCondition' | 'eventGateway'> {
  if (kind === 'eventBased') {
    return {
      eventGateway: { instantiates: element.instantiate === true, parallel: element.eventGatewayType === 'Parallel' },
    };
  }
  const activationCondition = conditionIn(childOf(element, 'activationCondition'));
  return activationCondition ? { activationCondition } : {};
}
