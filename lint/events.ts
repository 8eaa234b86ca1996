/** What events are made of, for the rules that look at them. */
import { childOf, eventDefinitionsOf, textOf } from './moddle.js';
import type { ModdleElement } from './moddle.js';

/** `Message` for `bpmn:MessageEventDefinition`, as the standard names the event. */
export function kindOf(definition: ModdleElement): string {
  return definition.$type.replace(/^bpmn:(.*)EventDefinition$/, '$1');
}

/** Kinds of an event in document order; empty for a none event. */
export function kindsOf(event: ModdleElement): string[] {
  return eventDefinitionsOf(event).map(kindOf);
}

export function hasKind(event: ModdleElement, kind: string): boolean {
  return kindsOf(event).includes(kind);
}

export const KIND_NAMES: Readonly<Record<string, string>> = {
  '': '空',
  Message: '消息',
  Timer: '定时',
  Signal: '信号',
  Error: '错误',
  Terminate: '终止',
  Escalation: '升级',
  Conditional: '条件',
  Compensate: '补偿',
  Link: '链接',
  Cancel: '取消',
};

/** Whether the event begins a process instance and so waits for nobody's correlation key. */
export function startsProcess(node: ModdleElement): boolean {
  if (node.$type === 'bpmn:StartEvent') return node.$parent?.$type === 'bpmn:Process';
  return node.instantiate === true || isBehindInstantiatingGateway(node);
}

function isBehindInstantiatingGateway(node: ModdleElement): boolean {
  const around = node.$parent?.flowElements;
  return (Array.isArray(around) ? (around as ModdleElement[]) : []).some((flow) => {
    const source = childOf(flow, 'sourceRef');
    // The parallel kind goes on to wait for its other events.
    const begins = source?.instantiate === true && source.eventGatewayType !== 'Parallel';
    return begins && childOf(flow, 'targetRef') === node;
  });
}

/** Body of an expression, trimmed; the empty text when there is none. */
export function bodyOf(holder: ModdleElement | undefined, property: string): string {
  return textOf(holder && childOf(holder, property), 'body')?.trim() ?? '';
}
