/** Diagrams of a given size for the engine benchmark: lanes, parallel gateways, user tasks with boundary timers. */

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" ' +
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://minqing.bench">';

interface Draft {
  nodes: string[];
  ids: string[];
  flows: string[];
  last: string;
}

const element = (type: string, id: string, content = '', attributes = ''): string =>
  `<bpmn:${type} id="${id}" name="环节 ${id}" ${attributes}>${content}</bpmn:${type}>`;

function add(draft: Draft, id: string, xml: string): void {
  draft.nodes.push(xml);
  draft.ids.push(id);
}

function connect(draft: Draft, from: string, to: string, condition?: string): void {
  const content = condition
    ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
    : '';
  draft.flows.push(
    `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${content}</bpmn:sequenceFlow>`,
  );
}

function next(draft: Draft, id: string, xml: string): void {
  add(draft, id, xml);
  connect(draft, draft.last, id);
  draft.last = id;
}

const userTask = (id: string): string =>
  element('userTask', id, '<bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>');

/** Two elements: a timer of sixty days on a task, and where it leads. */
function addTimer(draft: Draft, task: string): void {
  const duration =
    '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P60D</bpmn:timeDuration></bpmn:timerEventDefinition>';
  add(
    draft,
    `${task}Late`,
    element('boundaryEvent', `${task}Late`, duration, `attachedToRef="${task}" cancelActivity="false"`),
  );
  add(draft, `${task}Warned`, element('endEvent', `${task}Warned`));
  connect(draft, `${task}Late`, `${task}Warned`);
}

/** Six elements: two tasks side by side, one of them with a timer. */
function addParallel(draft: Draft, index: number): void {
  const [split, left, right, join] = ['split', 'left', 'right', 'join'].map((name) => `${name}${index}`) as [
    string,
    string,
    string,
    string,
  ];
  next(draft, split, element('parallelGateway', split));
  for (const id of [left, right]) {
    add(draft, id, userTask(id));
    connect(draft, split, id);
    connect(draft, id, join);
  }
  addTimer(draft, left);
  add(draft, join, element('parallelGateway', join));
  draft.last = join;
}

/** One element, or three with a timer. */
function addStep(draft: Draft, id: string, hasTimer: boolean): void {
  next(draft, id, userTask(id));
  if (hasTimer) addTimer(draft, id);
}

/** Four elements: one of two tasks, decided by an expression. */
function addDecision(draft: Draft, index: number): void {
  const [choice, high, low, merge] = ['choice', 'high', 'low', 'merge'].map((name) => `${name}${index}`) as [
    string,
    string,
    string,
    string,
  ];
  next(draft, choice, element('exclusiveGateway', choice, '', `default="${choice}_${low}"`));
  for (const id of [high, low]) {
    add(draft, id, userTask(id));
    connect(draft, choice, id, id === high ? '=amount &gt; 100' : undefined);
    connect(draft, id, merge);
  }
  add(draft, merge, element('exclusiveGateway', merge));
  draft.last = merge;
}

/**
 * A process of exactly `size` elements (flow nodes, boundary events included) in two lanes.
 * @param decisions how many expressions a token meets on its way.
 */
export function diagramOf(size: number, decisions = 0): string {
  const draft: Draft = { nodes: [], ids: [], flows: [], last: 'start' };
  add(draft, 'start', element('startEvent', 'start'));
  for (let index = 0; index < decisions; index += 1) addDecision(draft, index);
  // The same mixture at every size, so that sizes can be compared: three pairs of tasks, then five single ones.
  for (let index = 0; draft.ids.length < size - 1; index += 1) {
    const left = size - draft.ids.length - 1;
    const isPair = index % 8 < 3 && left >= 6;
    if (isPair) addParallel(draft, index);
    else addStep(draft, `step${index}`, left >= 3 && size < 10);
  }
  next(draft, 'end', element('endEvent', 'end'));
  const lane = (id: string, members: string[]) =>
    `<bpmn:lane id="${id}" name="${id}">${members.map((member) => `<bpmn:flowNodeRef>${member}</bpmn:flowNodeRef>`).join('')}</bpmn:lane>`;
  const half = Math.ceil(draft.ids.length / 2);
  const lanes = `<bpmn:laneSet id="lanes">${lane('upper', draft.ids.slice(0, half))}${lane('lower', draft.ids.slice(half))}</bpmn:laneSet>`;
  return `${HEAD}<bpmn:process id="bench${size}" name="bench${size}" isExecutable="true">${lanes}${draft.nodes.join('')}${draft.flows.join('')}</bpmn:process></bpmn:definitions>`;
}

/** One activity for each of a list. */
export function multiInstanceDiagram(activity: 'userTask' | 'task', sequential: boolean): string {
  const loop =
    `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements>` +
    '<zeebe:loopCharacteristics inputCollection="=items" inputElement="unit" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
  const extension =
    activity === 'userTask' ? '<bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>' : '';
  const flow = (from: string, to: string) =>
    `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`;
  return (
    `${HEAD}<bpmn:process id="each" name="each" isExecutable="true">${element('startEvent', 'start')}` +
    `${element(activity, 'each1', extension + loop)}${element('endEvent', 'end')}${flow('start', 'each1')}${flow('each1', 'end')}</bpmn:process></bpmn:definitions>`
  );
}
