/**
 * Attributes, references and child elements the engine reads. What is set without effect is refused, so that nobody relies
 * on it.
 */
import type { ModdleElement } from '../moddle.js';
import { definitionsRule } from '../rule.js';
import type { Report } from '../rule.js';
import { descendantsOf, nearestId } from '../walk.js';

const EVERYWHERE = ['id', 'name', 'documentation', 'extensionElements', 'categoryValueRef'];
const NODE = ['incoming', 'outgoing'];
const EVENT = [...NODE, 'eventDefinitions', 'eventDefinitionRef'];
const CATCH = [...EVENT, 'parallelMultiple', 'dataOutputs', 'dataOutputAssociations', 'outputSet'];
const THROW = [...EVENT, 'dataInputs', 'dataInputAssociations', 'inputSet'];
const ACTIVITY = [
  ...NODE,
  'default',
  'boundaryEventRefs',
  'isForCompensation',
  'startQuantity',
  'completionQuantity',
  'loopCharacteristics',
  'ioSpecification',
  'properties',
  'dataInputAssociations',
  'dataOutputAssociations',
];
const SUBPROCESS = [...ACTIVITY, 'flowElements', 'artifacts', 'laneSets'];
const GATEWAY = [...NODE, 'gatewayDirection'];
const ASSOCIATION = ['sourceRef', 'targetRef', 'transformation', 'assignment'];

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
  'bpmn:Participant': ['processRef'],
  'bpmn:MessageFlow': ['sourceRef', 'targetRef', 'messageRef'],
  'bpmn:Process': [
    'isExecutable',
    'laneSets',
    'flowElements',
    'artifacts',
    'processType',
    'properties',
    'definitionalCollaborationRef',
  ],
  'bpmn:LaneSet': ['lanes'],
  'bpmn:Lane': ['childLaneSet', 'flowNodeRef'],
  'bpmn:SequenceFlow': ['conditionExpression', 'sourceRef', 'targetRef'],
  'bpmn:Expression': ['body'],
  'bpmn:FormalExpression': ['body', 'language'],
  'bpmn:StartEvent': [...CATCH, 'isInterrupting'],
  'bpmn:EndEvent': THROW,
  'bpmn:IntermediateCatchEvent': CATCH,
  'bpmn:IntermediateThrowEvent': THROW,
  'bpmn:BoundaryEvent': [...CATCH, 'cancelActivity', 'attachedToRef'],
  'bpmn:Task': ACTIVITY,
  'bpmn:ManualTask': ACTIVITY,
  'bpmn:UserTask': ACTIVITY,
  'bpmn:ServiceTask': ACTIVITY,
  'bpmn:SendTask': [...ACTIVITY, 'messageRef'],
  'bpmn:ReceiveTask': [...ACTIVITY, 'messageRef', 'instantiate'],
  'bpmn:ScriptTask': [...ACTIVITY, 'scriptFormat'],
  'bpmn:BusinessRuleTask': ACTIVITY,
  'bpmn:CallActivity': ACTIVITY,
  'bpmn:SubProcess': [...SUBPROCESS, 'triggeredByEvent'],
  'bpmn:Transaction': SUBPROCESS,
  'bpmn:AdHocSubProcess': [...SUBPROCESS, 'completionCondition', 'ordering', 'cancelRemainingInstances'],
  'bpmn:StandardLoopCharacteristics': ['testBefore', 'loopCondition', 'loopMaximum'],
  'bpmn:MultiInstanceLoopCharacteristics': [
    'isSequential',
    'behavior',
    'loopCardinality',
    'loopDataInputRef',
    'loopDataOutputRef',
    'inputDataItem',
    'outputDataItem',
    'completionCondition',
  ],
  'bpmn:ExclusiveGateway': [...GATEWAY, 'default'],
  'bpmn:InclusiveGateway': [...GATEWAY, 'default'],
  'bpmn:ComplexGateway': [...GATEWAY, 'default', 'activationCondition'],
  'bpmn:ParallelGateway': GATEWAY,
  'bpmn:EventBasedGateway': [...GATEWAY, 'eventGatewayType', 'instantiate'],
  'bpmn:MessageEventDefinition': ['messageRef'],
  'bpmn:TimerEventDefinition': ['timeDate', 'timeDuration', 'timeCycle'],
  'bpmn:SignalEventDefinition': ['signalRef'],
  'bpmn:ErrorEventDefinition': ['errorRef'],
  'bpmn:EscalationEventDefinition': ['escalationRef'],
  'bpmn:ConditionalEventDefinition': ['condition'],
  'bpmn:CompensateEventDefinition': ['activityRef', 'waitForCompletion'],
  'bpmn:CancelEventDefinition': [],
  'bpmn:LinkEventDefinition': ['source', 'target'],
  'bpmn:TerminateEventDefinition': [],
  'bpmn:Message': [],
  'bpmn:Signal': [],
  'bpmn:Error': ['errorCode'],
  'bpmn:Escalation': ['escalationCode'],
  'bpmn:DataObject': ['isCollection', 'dataState'],
  'bpmn:DataObjectReference': ['dataObjectRef', 'dataState'],
  'bpmn:DataStore': ['isUnlimited'],
  'bpmn:DataStoreReference': ['dataStoreRef', 'dataState'],
  'bpmn:Property': ['dataState'],
  'bpmn:InputOutputSpecification': ['dataInputs', 'dataOutputs', 'inputSets', 'outputSets'],
  'bpmn:DataInput': ['isCollection'],
  'bpmn:DataOutput': ['isCollection'],
  'bpmn:InputSet': ['dataInputRefs'],
  'bpmn:OutputSet': ['dataOutputRefs'],
  'bpmn:DataInputAssociation': ASSOCIATION,
  'bpmn:DataOutputAssociation': ASSOCIATION,
  'bpmn:Assignment': ['from', 'to'],
};

/** Set, but equal to the default: some tools write them out. */
const DEFAULTS: Readonly<Record<string, readonly unknown[]>> = {
  instantiate: [false],
  isClosed: [false],
  implementation: ['##WebService', '##unspecified'],
  method: ['##Compensate'],
  textFormat: ['text/plain'],
};

/** Namespaces that say how an element looks or which tool wrote it. */
const NEUTRAL_ATTRIBUTES = /^(xmlns(:|$)|xsi:|modeler:|bioc:|color:)/;
const FEEL_LANGUAGE = /^(feel|https?:\/\/www\.omg\.org\/spec\/DMN\/\d+\/FEEL\/?)$/i;

export default definitionsRule((definitions, report) => {
  for (const { element } of descendantsOf(definitions)) {
    for (const name of unknownProperties(element)) {
      report(nearestId(element), `引擎不使用 ${element.$type.replace('bpmn:', '')} 的“${name}”，请删除`);
    }
    if (!element.$type.startsWith('bpmn:')) continue;
    for (const name of Object.keys(element.$attrs ?? {})) {
      if (!NEUTRAL_ATTRIBUTES.test(name)) report(nearestId(element), `引擎不使用属性“${name}”，请删除`);
    }
    checkLanguage(element, report);
  }
});

function unknownProperties(element: ModdleElement): string[] {
  const allowed = PROPERTIES[element.$type];
  if (!allowed) return [];
  // References are not enumerable in moddle.
  return Object.getOwnPropertyNames(element).filter((name) => {
    if (name.startsWith('$') || allowed.includes(name) || EVERYWHERE.includes(name)) return false;
    if (!isDescribed(element, name) || hasOwnRule(name)) return false;
    const value = element[name];
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
    return !isEmpty && !DEFAULTS[name]?.includes(value);
  });
}

/**
 * What the modeler keeps on an element for its own use is no property of BPMN, and a virtual property (the lanes of a flow
 * node, which it fills in when it draws) is written to no file.
 */
function isDescribed(element: ModdleElement, name: string): boolean {
  const { propertiesByName } = element.$descriptor as { propertiesByName: Record<string, { isVirtual?: boolean }> };
  const described = propertiesByName[name] ?? propertiesByName[`bpmn:${name}`];
  return described !== undefined && !described.isVirtual;
}

/** Refused by `supported-elements` through what they hold. */
function hasOwnRule(name: string): boolean {
  return ['resources', 'auditing', 'monitoring'].includes(name) || name.startsWith('modelerTemplate');
}

function checkLanguage(element: ModdleElement, report: Report): void {
  for (const name of ['language', 'scriptFormat']) {
    const language = element[name];
    if (typeof language === 'string' && !FEEL_LANGUAGE.test(language))
      report(nearestId(element), `只支持 FEEL，不支持“${language.slice(0, 60)}”，请改正或删除语言设置`);
  }
}
