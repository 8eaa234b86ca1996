/** Writes a laid-out model as BPMN 2.0 XML with Zeebe extension elements and diagram interchange. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';

const zeebe = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('zeebe-bpmn-moddle/resources/zeebe.json'), 'utf8'),
);

const NAMESPACE = 'http://minqing.org/bpmn';

/** @returns {Promise<string>} the text of the .bpmn file */
export async function writeBpmn(model, { shapes, waypoints, labels }) {
  const moddle = new BpmnModdle({ zeebe });
  const create = (type, attributes) => moddle.create(type, attributes);
  const semantics = new Map();
  const keep = (element) => {
    semantics.set(element.id, element);
    return element;
  };
  const messages = model.messages.map(({ id, name }) => {
    const subscription = create('zeebe:Subscription', { correlationKey: '=caseNumber' });
    return keep(create('bpmn:Message', { id, name, extensionElements: extension(create, [subscription]) }));
  });
  const processes = model.pools.filter((pool) => pool.process).map((pool) => processOf(pool, create, keep, semantics));
  const participants = model.pools.map(({ id, name, process }) =>
    keep(create('bpmn:Participant', { id, name, ...(process && { processRef: semantics.get(process.id) }) })),
  );
  const messageFlows = model.messageFlows.map(({ id, name, source, target, basis }) =>
    keep(
      create('bpmn:MessageFlow', {
        id,
        name,
        sourceRef: semantics.get(source),
        targetRef: semantics.get(target),
        extensionElements: extension(create, [properties(create, { basis })]),
      }),
    ),
  );
  const collaboration = keep(create('bpmn:Collaboration', { id: model.collaboration, participants, messageFlows }));
  const plane = create('bpmndi:BPMNPlane', { id: 'plane', bpmnElement: collaboration });
  plane.planeElement = [...diagramOf(model, { shapes, waypoints, labels }, create, semantics)];
  const definitions = create('bpmn:Definitions', {
    id: model.id,
    targetNamespace: NAMESPACE,
    exporter: 'minqing-layout',
    exporterVersion: '1',
    rootElements: [collaboration, ...messages, ...processes],
    diagrams: [create('bpmndi:BPMNDiagram', { id: 'diagram', plane })],
  });
  return (await moddle.toXML(definitions, { format: true })).xml;
}

function extension(create, values) {
  const present = values.filter(Boolean);
  return present.length > 0 ? create('bpmn:ExtensionElements', { values: present }) : undefined;
}

/** `zeebe:properties`; entries without a value are left out. */
function properties(create, entries) {
  const list = Object.entries(entries).filter(([, value]) => value !== undefined);
  return list.length > 0
    ? create('zeebe:Properties', { properties: list.map(([name, value]) => create('zeebe:Property', { name, value })) })
    : undefined;
}

function processOf(pool, create, keep, semantics) {
  const { process, lanes, nodes, flows } = pool;
  const element = keep(create('bpmn:Process', { id: process.id, name: process.name, isExecutable: true }));
  element.extensionElements = extension(create, [
    create('zeebe:VersionTag', { value: process.versionTag }),
    properties(create, { basis: process.basis }),
  ]);
  for (const node of nodes) keep(create(elementType(node), { id: node.id, name: node.name }));
  for (const flow of flows) {
    const [sourceRef, targetRef] = [semantics.get(flow.source), semantics.get(flow.target)];
    const sequenceFlow = keep(create('bpmn:SequenceFlow', { id: flow.id, name: flow.name, sourceRef, targetRef }));
    sequenceFlow.extensionElements = extension(create, [properties(create, { basis: flow.basis })]);
    if (flow.condition) sequenceFlow.conditionExpression = create('bpmn:FormalExpression', { body: flow.condition });
    if (flow.isDefault) sourceRef.default = sequenceFlow;
    sourceRef.get('outgoing').push(sequenceFlow);
    targetRef.get('incoming').push(sequenceFlow);
  }
  for (const node of nodes) detail(node, semantics, create);
  const parentOf = new Map(nodes.map((node) => [node.id, node.parent]));
  const inScope = (scope) => [
    ...nodes.filter((node) => node.parent === scope),
    ...flows.filter((flow) => parentOf.get(flow.source) === scope),
  ];
  for (const node of nodes.filter((each) => each.type === 'subProcess')) {
    semantics.get(node.id).flowElements = inScope(node.id).map(({ id }) => semantics.get(id));
  }
  element.flowElements = inScope(undefined).map(({ id }) => semantics.get(id));
  element.laneSets = [
    create('bpmn:LaneSet', {
      id: `lanes_${process.id}`,
      lanes: lanes.map((lane) => laneOf(lane, nodes, create, keep, semantics)),
    }),
  ];
  return element;
}

function laneOf(lane, nodes, create, keep, semantics) {
  const laneOfNode = (node) => node.at?.[1] ?? node.lane;
  return keep(
    create('bpmn:Lane', {
      id: lane.id,
      name: lane.name,
      // The content of a subprocess belongs to the subprocess; only the subprocess itself is listed in the lane.
      flowNodeRef: nodes
        .filter((node) => !node.parent && laneOfNode(node) === lane.id)
        .map((node) => semantics.get(node.id)),
      extensionElements: extension(create, [properties(create, { role: lane.role, basis: lane.basis })]),
    }),
  );
}

const ELEMENT_TYPES = {
  messageStartEvent: 'bpmn:StartEvent',
  timerStartEvent: 'bpmn:StartEvent',
  messageCatchEvent: 'bpmn:IntermediateCatchEvent',
  timerCatchEvent: 'bpmn:IntermediateCatchEvent',
  messageThrowEvent: 'bpmn:IntermediateThrowEvent',
  messageEndEvent: 'bpmn:EndEvent',
  terminateEndEvent: 'bpmn:EndEvent',
  boundaryTimerEvent: 'bpmn:BoundaryEvent',
  boundaryMessageEvent: 'bpmn:BoundaryEvent',
};

const elementType = ({ type }) => ELEMENT_TYPES[type] ?? `bpmn:${type[0].toUpperCase()}${type.slice(1)}`;

/** Event definitions and extension elements of one node. */
function detail(node, semantics, create) {
  const element = semantics.get(node.id);
  const eventDefinition = eventDefinitionOf(node, semantics, create);
  if (eventDefinition) element.eventDefinitions = [eventDefinition];
  if (node.awaits) element.messageRef = semantics.get(node.awaits);
  if (node.attachedTo) {
    element.attachedToRef = semantics.get(node.attachedTo);
    element.cancelActivity = node.interrupting ?? false;
  }
  if (node.each) element.loopCharacteristics = repetitionOf(node.each, create);
  element.extensionElements = extension(create, extensionsOf(node, create));
}

function eventDefinitionOf({ id, type, message, timer, cycle, duration }, semantics, create) {
  if (message)
    return create('bpmn:MessageEventDefinition', { id: `${id}_message`, messageRef: semantics.get(message) });
  if (type === 'terminateEndEvent') return create('bpmn:TerminateEventDefinition', { id: `${id}_terminate` });
  const body = timer ?? cycle ?? duration;
  if (!body) return undefined;
  const kind = timer ? 'timeDate' : cycle ? 'timeCycle' : 'timeDuration';
  return create('bpmn:TimerEventDefinition', { id: `${id}_timer`, [kind]: create('bpmn:FormalExpression', { body }) });
}

/** Multi-instance: `each: { in: '=units', as: 'unit', out: 'answers', outOf: '=answer', sequential, until }`. */
function repetitionOf({ in: inputCollection, as: inputElement, out, outOf, sequential = false, until }, create) {
  const characteristics = create('zeebe:LoopCharacteristics', {
    inputCollection,
    inputElement,
    ...(out && { outputCollection: out, outputElement: outOf }),
  });
  return create('bpmn:MultiInstanceLoopCharacteristics', {
    isSequential: sequential,
    extensionElements: extension(create, [characteristics]),
    ...(until && { completionCondition: create('bpmn:FormalExpression', { body: until }) }),
  });
}

function extensionsOf(node, create) {
  const { form, job, headers, inputs, outputs, calledProcess, decision, result, script } = node;
  const { candidateGroups, dueDate, basis, station, clock, unit, separateFrom } = node;
  const mapping = (type, entries) =>
    Object.entries(entries ?? {}).map(([target, source]) => create(`zeebe:${type}`, { source, target }));
  return [
    form && create('zeebe:UserTask'),
    form && create('zeebe:FormDefinition', { formId: form }),
    candidateGroups && create('zeebe:AssignmentDefinition', { candidateGroups }),
    dueDate && create('zeebe:TaskSchedule', { dueDate }),
    job && create('zeebe:TaskDefinition', { type: job }),
    headers &&
      create('zeebe:TaskHeaders', {
        values: Object.entries(headers).map(([key, value]) => create('zeebe:Header', { key, value })),
      }),
    calledProcess && create('zeebe:CalledElement', { processId: calledProcess, propagateAllChildVariables: false }),
    decision && create('zeebe:CalledDecision', { decisionId: decision, resultVariable: result }),
    script && create('zeebe:Script', { expression: script, resultVariable: result }),
    (inputs || outputs) &&
      create('zeebe:IoMapping', {
        inputParameters: mapping('Input', inputs),
        outputParameters: mapping('Output', outputs),
      }),
    properties(create, { basis, station, clock, unit, separateFrom }),
  ];
}

function* diagramOf(model, { shapes, waypoints, labels }, create, semantics) {
  const label = (id) => labels.has(id) && create('bpmndi:BPMNLabel', { bounds: create('dc:Bounds', labels.get(id)) });
  const shape = (id, more) =>
    create('bpmndi:BPMNShape', {
      id: `${id}_di`,
      bpmnElement: semantics.get(id),
      ...more,
      bounds: create('dc:Bounds', shapes.get(id)),
      ...(label(id) && { label: label(id) }),
    });
  const edge = ({ id }) =>
    create('bpmndi:BPMNEdge', {
      id: `${id}_di`,
      bpmnElement: semantics.get(id),
      waypoint: waypoints.get(id).map((point) => create('dc:Point', point)),
      ...(label(id) && { label: label(id) }),
    });
  for (const pool of model.pools) {
    yield shape(pool.id, { isHorizontal: true });
    for (const lane of pool.lanes ?? []) yield shape(lane.id, { isHorizontal: true });
    // A subprocess comes before its content, so that it lies below it.
    const nodes = [...(pool.nodes ?? [])].sort(
      (a, b) => Number(Boolean(a.parent || a.attachedTo)) - Number(Boolean(b.parent || b.attachedTo)),
    );
    for (const node of nodes)
      yield shape(
        node.id,
        node.type === 'subProcess'
          ? { isExpanded: true }
          : node.type === 'exclusiveGateway'
            ? { isMarkerVisible: true }
            : {},
      );
    yield* (pool.flows ?? []).map(edge);
  }
  yield* model.messageFlows.map(edge);
}
