import { isA, listOf, nameOf, type ModdleElement } from '../moddle.js';
import { elementWords } from '../translate/element-words.js';

/** One element of a drawing that a person would name when saying what changed. */
export interface DrawnElement {
  id: string;
  element: ModdleElement;
  /** The innermost lane the element lies in. */
  lane?: ModdleElement;
}

const eventPrefix = /^bpmn:(\w+)EventDefinition$/;

/** Every participant, lane, flow element, artifact, message and the like of the file by id. */
export function drawnElements(definitions: ModdleElement): Map<string, DrawnElement> {
  const found = new Map<string, DrawnElement>();
  const add = (element: ModdleElement) => {
    if (element.id) found.set(element.id, { id: element.id, element });
  };
  for (const root of listOf(definitions, 'rootElements')) {
    add(root);
    if (isA(root, 'bpmn:Collaboration')) {
      for (const list of ['participants', 'messageFlows', 'artifacts']) listOf(root, list).forEach(add);
    }
    if (isA(root, 'bpmn:Process')) addScope(root, add);
  }
  for (const root of listOf(definitions, 'rootElements')) {
    if (isA(root, 'bpmn:Process')) listOf(root, 'laneSets').forEach((set) => noteLanes(set, found));
  }
  return found;
}

function addScope(scope: ModdleElement, add: (element: ModdleElement) => void): void {
  listOf(scope, 'laneSets').forEach((set) => addLanes(set, add));
  listOf(scope, 'artifacts').forEach(add);
  for (const element of listOf(scope, 'flowElements')) {
    add(element);
    if (isA(element, 'bpmn:SubProcess')) addScope(element, add);
  }
}

function addLanes(laneSet: ModdleElement, add: (element: ModdleElement) => void): void {
  for (const lane of listOf(laneSet, 'lanes')) {
    add(lane);
    const inner = lane.get('childLaneSet') as ModdleElement | undefined;
    if (inner) addLanes(inner, add);
  }
}

function noteLanes(laneSet: ModdleElement, found: Map<string, DrawnElement>): void {
  for (const lane of listOf(laneSet, 'lanes')) {
    for (const node of listOf(lane, 'flowNodeRef')) {
      const drawn = node.id === undefined ? undefined : found.get(node.id);
      if (drawn) drawn.lane = lane;
    }
    const inner = lane.get('childLaneSet') as ModdleElement | undefined;
    if (inner) noteLanes(inner, found);
  }
}

/** `用户任务`, `定时边界事件`, `排他网关` … */
export function kindInWords(element: ModdleElement): string {
  const trigger = eventPrefix.exec(listOf(element, 'eventDefinitions')[0]?.$type ?? '')?.[1] ?? '';
  const type = element.$type.replace(/^\w+:/, '').replace(/(\B[A-Z])/g, ' $1');
  return elementWords[`${trigger} ${type}`.trim()] ?? otherKinds[element.$type] ?? '元素';
}

const otherKinds: Record<string, string> = {
  'bpmn:Message': '消息',
  'bpmn:Signal': '信号',
  'bpmn:Error': '错误',
  'bpmn:Escalation': '升级',
  'bpmn:DataObject': '数据对象',
  'bpmn:Category': '分组',
};

/** `用户任务“接谈”`; a connection without a name is told by its ends: `顺序流“接谈 → 研判”`. */
export function elementInWords(element: ModdleElement): string {
  const name = nameOf(element) ?? endsInWords(element);
  return name ? `${kindInWords(element)}“${name}”` : `未命名的${kindInWords(element)}`;
}

function endsInWords(element: ModdleElement): string | undefined {
  if (!isA(element, 'bpmn:SequenceFlow', 'bpmn:MessageFlow', 'bpmn:Association')) return undefined;
  const end = (property: string) => {
    const ref = element.get(property) as ModdleElement | undefined;
    return nameOf(ref) ?? (ref ? kindInWords(ref) : '?');
  };
  return `${end('sourceRef')} → ${end('targetRef')}`;
}
