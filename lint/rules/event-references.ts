/** Messages, signals, errors, escalations, conditions and timers that events refer to. */
import { bodyOf, startsProcess } from '../events.js';
import { childOf, eventDefinitionsOf, extensionOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { nodesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) {
    for (const definition of eventDefinitionsOf(node)) checkDefinition(node, definition, report);
    if (node.$type === 'bpmn:ReceiveTask') checkMessage(node, node, report);
    if (node.$type === 'bpmn:SendTask' && !extensionOf(node, 'zeebe:TaskDefinition')) checkMessage(node, node, report);
  }
});

function checkDefinition(node: ModdleElement, definition: ModdleElement, report: Report): void {
  switch (definition.$type) {
    case 'bpmn:MessageEventDefinition':
      return checkMessage(node, definition, report);
    case 'bpmn:SignalEventDefinition':
      return checkSignal(node, definition, report);
    case 'bpmn:ErrorEventDefinition':
      return checkCode(node, childOf(definition, 'errorRef'), { word: '错误', code: 'errorCode' }, report);
    case 'bpmn:EscalationEventDefinition':
      return checkCode(node, childOf(definition, 'escalationRef'), { word: '升级', code: 'escalationCode' }, report);
    case 'bpmn:TimerEventDefinition':
      return checkTimer(node, definition, report);
    case 'bpmn:ConditionalEventDefinition':
      if (bodyOf(definition, 'condition') === '') report(node.id!, `条件事件${title(node)}没有填写条件，请填写`);
  }
}

function checkMessage(node: ModdleElement, holder: ModdleElement, report: Report): void {
  const message = childOf(holder, 'messageRef');
  if (!message?.name) return report(node.id!, `${title(node)}没有选择消息，或消息没有名称，请改正`);
  checkFixed(node, '消息名称', message.name, report);
  const key = textOf(extensionOf(message, 'zeebe:Subscription'), 'correlationKey');
  if (startsProcess(node)) return;
  if (!key) report(node.id!, `${title(node)}的消息“${message.name}”没有关联键，请填写，例如 =caseNumber`);
  else if (!key.startsWith('=')) report(node.id!, `消息“${message.name}”的关联键须为以 = 开头的表达式`);
}

function checkSignal(node: ModdleElement, definition: ModdleElement, report: Report): void {
  const name = childOf(definition, 'signalRef')?.name;
  if (!name) return report(node.id!, `信号事件${title(node)}没有选择信号，或信号没有名称，请改正`);
  checkFixed(node, '信号名称', name, report);
}

function checkFixed(node: ModdleElement, what: string, text: string, report: Report): void {
  if (text.startsWith('=')) report(node.id!, `${title(node)}的${what}须为固定文字，不能是表达式`);
}

/** A thrown error or escalation needs a code; one that is caught without a code catches all. */
function checkCode(
  node: ModdleElement,
  reference: ModdleElement | undefined,
  { word, code }: { word: string; code: string },
  report: Report,
): void {
  const text = textOf(reference, code);
  const isThrown = /(EndEvent|ThrowEvent)$/.test(node.$type);
  if (isThrown && !text) report(node.id!, `${word}事件${title(node)}没有${word}代码，请填写`);
  else if (reference && !text) report(node.id!, `${word}“${reference.name ?? reference.id}”没有${word}代码，请填写`);
  if (text) checkFixed(node, `${word}代码`, text, report);
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const ISO_DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;
const REPEATING = /^R(\d*)\/(?:([^/]+)\/)?([^/]+)$/;

function checkTimer(node: ModdleElement, definition: ModdleElement, report: Report): void {
  const times = ['timeDate', 'timeDuration', 'timeCycle'].filter((name) => childOf(definition, name));
  if (times.length !== 1) return report(node.id!, `定时器${title(node)}须填写时间、时长、循环中的一项`);
  const text = bodyOf(definition, times[0]!);
  if (text === '') return report(node.id!, `定时器${title(node)}没有填写时间，请填写`);
  if (text.startsWith('=')) return;
  const shown = text.slice(0, 40);
  if (times[0] === 'timeCycle') {
    if (!isCycle(text))
      report(node.id!, `定时器${title(node)}的“${shown}”不是 ISO 8601 循环（如 R3/P1D），也不是以 = 开头的表达式`);
  } else if (!ISO_TIME.test(text) && !ISO_DURATION.test(text)) {
    report(node.id!, `定时器${title(node)}的“${shown}”不是 ISO 8601 时间或时长，也不是以 = 开头的表达式`);
  }
}

/** A repeating interval with at least one round of some length: `R/PT1H`, `R3/2026-06-01T09:00:00+08:00/P1D`. */
function isCycle(text: string): boolean {
  const [, count, start, interval] = REPEATING.exec(text) ?? [];
  if (interval === undefined || (count !== '' && Number(count) === 0)) return false;
  return ISO_DURATION.test(interval) && /[1-9]/.test(interval) && (start === undefined || ISO_TIME.test(start));
}
