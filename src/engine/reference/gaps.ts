/**
 * What BPMN the reference engine would run wrongly: bpmn-elements ignores it, hangs on it or does something else. A diagram
 * that has it is refused when this engine is chosen; the rules of `lint/` themselves know only what Minqing's own engine
 * carries out.
 */
import { dataPropertiesOf } from '../../../lint/data.js';
import { connectionsOf } from '../../../lint/connections.js';
import type { Connections } from '../../../lint/connections.js';
import { KIND_NAMES, kindsOf } from '../../../lint/events.js';
import { childOf, childrenOf, eventDefinitionsOf, extensionOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import { isActivity, isEvent, isEventSubProcess, scopesOf } from '../../../lint/walk.js';
import { beginsOtherwise, endsOtherwise } from '../../../lint/reachable.js';
import { title } from '../../../lint/rule.js';
import type { Scope } from '../../../lint/walk.js';
import type { Problem } from '../ports.js';

export interface Gap {
  /** English, for the conformance table. */
  reason: string;
  /** Chinese, without the element's name. */
  message: string;
  isAt(node: ModdleElement, place: Place): boolean;
}

export interface Place {
  scope: ModdleElement;
  connections: Connections;
}

const typeIs = (type: string) => (node: ModdleElement) => node.$type === `bpmn:${type}`;
const loops = (type: string) => (node: ModdleElement) =>
  childOf(node, 'loopCharacteristics')?.$type === `bpmn:${type}LoopCharacteristics`;

const CARRIED: Readonly<Record<string, readonly string[]>> = {
  'bpmn:StartEvent': ['Message'],
  'bpmn:EndEvent': ['Message', 'Signal', 'Error', 'Terminate'],
  'bpmn:IntermediateCatchEvent': ['Message', 'Timer', 'Signal'],
  'bpmn:IntermediateThrowEvent': ['Message', 'Signal'],
  'bpmn:BoundaryEvent': ['Message', 'Timer', 'Signal', 'Error'],
};

/** One for each element, in the order in which a reader would look for it. */
export const GAPS: readonly Gap[] = [
  {
    reason: 'inclusive joins never synchronise',
    message: '参照引擎的包容网关不会汇合',
    isAt: typeIs('InclusiveGateway'),
  },
  {
    reason: 'complex gateways have no activation condition',
    message: '参照引擎没有复杂网关的激活条件',
    isAt: typeIs('ComplexGateway'),
  },
  {
    reason: 'event subprocesses mostly do not start',
    message: '参照引擎的事件子流程大多不会启动',
    isAt: isEventSubProcess,
  },
  {
    reason: 'ad-hoc subprocesses have no completion condition',
    message: '参照引擎没有特设子流程的完成条件',
    isAt: typeIs('AdHocSubProcess'),
  },
  {
    reason: 'transactions do not undo what was completed',
    message: '参照引擎的事务不会撤销已完成的环节',
    isAt: typeIs('Transaction'),
  },
  {
    reason: 'business rule tasks call no decision',
    message: '参照引擎的业务规则任务不能调用决策',
    isAt: (node) => extensionOf(node, 'zeebe:CalledDecision') !== undefined,
  },
  {
    reason: 'standard loops run wrongly or hang',
    message: '参照引擎的标准循环次数不对，甚至不会停止',
    isAt: loops('Standard'),
  },
  {
    reason: 'multi-instance activities have other variables and completion',
    message: '参照引擎的多实例与标准不同',
    isAt: loops('MultiInstance'),
  },
  {
    reason: 'compensation handlers are not called in order',
    message: '参照引擎没有补偿',
    isAt: (node) => node.isForCompensation === true,
  },
  {
    reason: 'token quantities are ignored',
    message: '参照引擎不理会令牌数',
    isAt: (node) => [node.startQuantity, node.completionQuantity].some((count) => count !== undefined && count !== 1),
  },
  {
    reason: 'instances begin at start events only',
    message: '参照引擎只能从开始事件启动',
    isAt: (node) => node.instantiate === true,
  },
  {
    reason: 'the process to call cannot be computed',
    message: '参照引擎只能调用固定的流程',
    isAt: (node) => textOf(extensionOf(node, 'zeebe:CalledElement'), 'processId')?.startsWith('=') === true,
  },
  {
    reason: 'events have one definition only',
    message: '参照引擎的事件只能有一个事件定义',
    isAt: (node) => eventDefinitionsOf(node).length > 1 || childrenOf(node, 'eventDefinitionRef').length > 0,
  },
  {
    reason: 'timer cycles are not repeated',
    message: '参照引擎没有循环定时器',
    isAt: (node) => eventDefinitionsOf(node).some((definition) => childOf(definition, 'timeCycle')),
  },
  {
    reason: 'a message or signal boundary event that does not interrupt happens once only',
    message: '参照引擎的非中断消息、信号边界事件只触发一次',
    isAt: (node) =>
      node.$type === 'bpmn:BoundaryEvent' &&
      node.cancelActivity === false &&
      kindsOf(node).some((kind) => kind === 'Message' || kind === 'Signal'),
  },
  {
    reason: 'an error end event outside of a subprocess ends nothing',
    message: '参照引擎的错误结束事件须放在带错误边界事件的子流程内',
    isAt: (node, { scope }) =>
      node.$type === 'bpmn:EndEvent' && scope.$type === 'bpmn:Process' && kindsOf(node).includes('Error'),
  },
  {
    reason: 'conditional flows leave exclusive gateways only',
    message: '参照引擎只有排他网关流出的顺序流可以写条件或设为默认流向',
    isAt: (node, { connections }) => isActivity(node) && choosesFlows(node, connections),
  },
  {
    reason: 'data objects and associations move nothing',
    message: '参照引擎不处理数据关联和属性',
    isAt: (node) =>
      ['ioSpecification', 'dataInputAssociations', 'dataOutputAssociations', 'dataInputs', 'dataOutputs'].some((name) =>
        isFilled(node[name]),
      ) || dataPropertiesOf(node).length > 0,
  },
  {
    reason: 'every node lies on a way from a start event to an end event',
    message: '参照引擎的每个环节都须有流入和流出的顺序流',
    isAt: (node, { scope, connections }) => {
      if (scope.$type === 'bpmn:AdHocSubProcess') return false;
      const isFirst =
        node.$type !== 'bpmn:StartEvent' && !beginsOtherwise(node) && connections.incoming(node).length === 0;
      const isLast = node.$type !== 'bpmn:EndEvent' && !endsOtherwise(node) && connections.outgoing(node).length === 0;
      return isFirst || isLast;
    },
  },
];

/** Everything in a file that this engine would run wrongly. */
export function gapsOf(definitions: ModdleElement): Problem[] {
  const problems = scopesOf(definitions).flatMap((scope) => {
    const place = { scope: scope.element, connections: connectionsOf(scope) };
    return [...scopeGaps(scope), ...scope.nodes.flatMap((node) => nodeGaps(node, place))];
  });
  return problems;
}

function nodeGaps(node: ModdleElement, place: Place): Problem[] {
  const found = GAPS.filter((gap) => gap.isAt(node, place)).map(({ message }) => problem(node, message));
  const kinds = isEvent(node) ? kindsOf(node).filter((kind) => !CARRIED[node.$type]?.includes(kind)) : [];
  return [...found, ...kinds.map((kind) => problem(node, `参照引擎在此处没有${KIND_NAMES[kind] ?? kind}事件`))];
}

function scopeGaps({ element, nodes, flows }: Scope): Problem[] {
  const starts = nodes.filter(({ $type }) => $type === 'bpmn:StartEvent');
  const blank = starts.filter((node) => eventDefinitionsOf(node).length === 0);
  const found = [];
  const isAdHoc = element.$type === 'bpmn:AdHocSubProcess';
  if (starts.length === 0 && !isAdHoc) found.push(problem(element, '参照引擎须有开始事件'));
  if (blank.length > 1) found.push(problem(element, '参照引擎只能有一个空开始事件'));
  if (element.$type === 'bpmn:Process' && dataPropertiesOf(element).length > 0)
    found.push(problem(element, '参照引擎不处理流程的属性'));
  const drawn = childrenOf(element, 'flowElements');
  for (const store of drawn.filter(({ $type }) => $type === 'bpmn:DataStoreReference'))
    found.push(problem(store, '参照引擎不读写数据存储'));
  return [...found, ...doubledFlows(flows)];
}

/** bpmn-elements keeps flows by their ends. */
function doubledFlows(flows: ModdleElement[]): Problem[] {
  const pairs = new Set<string>();
  return flows.flatMap((flow) => {
    const pair = `${childOf(flow, 'sourceRef')?.id} ${childOf(flow, 'targetRef')?.id}`;
    const isDoubled = pairs.has(pair);
    pairs.add(pair);
    return isDoubled ? [problem(flow, '参照引擎不能有起点和终点都相同的两条顺序流')] : [];
  });
}

function choosesFlows(activity: ModdleElement, connections: Connections): boolean {
  const hasCondition = connections.outgoing(activity).some((flow) => childOf(flow, 'conditionExpression'));
  return hasCondition || childOf(activity, 'default') !== undefined;
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function problem(element: ModdleElement, message: string): Problem {
  return {
    elementId: element.id ?? '',
    rule: 'reference-gap',
    message: `${title(element)}：${message}，请改用自有引擎`,
    severity: 'error',
  };
}
