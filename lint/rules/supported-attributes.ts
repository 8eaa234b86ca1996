/** Attributes and child elements the engine reads. A set attribute without effect is refused, so that nobody relies on it. */
import type { ModdleElement } from '../moddle.js';
import { definitionsRule } from '../rule.js';
import { descendantsOf, nearestId } from '../walk.js';

const EVERYWHERE = ['id', 'name', 'documentation', 'extensionElements'];
const ACTIVITY: readonly string[] = [];

/** Properties a type may set besides those of {@link EVERYWHERE}; types not listed are checked by `supported-elements`. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'bpmn:Definitions': [
    'targetNamespace',
    'exporter',
    'exporterVersion',
    'rootElements',
    'diagrams',
    'expressionLanguage',
    'typeLanguage',
  ],
  'bpmn:Collaboration': ['participants', 'messageFlows', 'artifacts'],
  'bpmn:Participant': [],
  'bpmn:MessageFlow': [],
  'bpmn:Process': ['isExecutable', 'laneSets', 'flowElements', 'artifacts', 'processType'],
  'bpmn:LaneSet': ['lanes'],
  'bpmn:Lane': ['childLaneSet'],
  'bpmn:SequenceFlow': ['conditionExpression'],
  'bpmn:FormalExpression': ['body'],
  'bpmn:StartEvent': ['eventDefinitions'],
  'bpmn:EndEvent': ['eventDefinitions'],
  'bpmn:IntermediateCatchEvent': ['eventDefinitions'],
  'bpmn:IntermediateThrowEvent': ['eventDefinitions'],
  'bpmn:BoundaryEvent': ['eventDefinitions', 'cancelActivity'],
  'bpmn:Task': ACTIVITY,
  'bpmn:ManualTask': ACTIVITY,
  'bpmn:UserTask': ACTIVITY,
  'bpmn:ServiceTask': ACTIVITY,
  'bpmn:SendTask': ACTIVITY,
  'bpmn:ReceiveTask': ACTIVITY,
  'bpmn:ScriptTask': ACTIVITY,
  'bpmn:CallActivity': ACTIVITY,
  'bpmn:SubProcess': ['flowElements', 'artifacts', 'triggeredByEvent'],
  'bpmn:ExclusiveGateway': ['gatewayDirection'],
  'bpmn:ParallelGateway': ['gatewayDirection'],
  'bpmn:EventBasedGateway': ['gatewayDirection', 'eventGatewayType'],
  'bpmn:MessageEventDefinition': [],
  'bpmn:TimerEventDefinition': ['timeDate', 'timeDuration', 'timeCycle'],
  'bpmn:SignalEventDefinition': [],
  'bpmn:ErrorEventDefinition': [],
  'bpmn:TerminateEventDefinition': [],
  'bpmn:Message': [],
  'bpmn:Signal': [],
  'bpmn:Error': ['errorCode'],
};

/** Set, but equal to the default: some tools write them out. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  startQuantity: 1,
  completionQuantity: 1,
  isForCompensation: false,
  isInterrupting: true,
  parallelMultiple: false,
  instantiate: false,
  isClosed: false,
  isCollection: false,
  implementation: '##WebService',
};

/** Namespaces that say how an element looks or which tool wrote it. */
const NEUTRAL_ATTRIBUTES = /^(xmlns(:|$)|xsi:|modeler:|bioc:|color:)/;

export default definitionsRule((definitions, report) => {
  for (const { element } of descendantsOf(definitions)) {
    const allowed = PROPERTIES[element.$type];
    if (allowed) {
      for (const name of unknownProperties(element, allowed)) {
        report(nearestId(element), `引擎不使用 ${shortType(element)} 的“${name}”，请删除`);
      }
    }
    if (!element.$type.startsWith('bpmn:')) continue;
    for (const name of Object.keys(element.$attrs ?? {})) {
      if (!NEUTRAL_ATTRIBUTES.test(name)) report(nearestId(element), `引擎不使用属性“${name}”，请删除`);
    }
  }
});

function unknownProperties(element: ModdleElement, allowed: readonly string[]): string[] {
  return Object.keys(element).filter((name) => {
    if (name.startsWith('$') || allowed.includes(name) || EVERYWHERE.includes(name)) return false;
    const value = element[name];
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
    const ownRule = [
      'eventDefinitionRef',
      'loopCharacteristics',
      'ioSpecification',
      'resources',
      'dataInputAssociations',
      'dataOutputAssociations',
    ];
    return !isEmpty && DEFAULTS[name] !== value && !ownRule.includes(name) && !name.startsWith('modelerTemplate');
  });
}

function shortType(element: ModdleElement): string {
  return element.$type.replace('bpmn:', '');
}
