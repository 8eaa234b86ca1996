/** Messages, signals, errors and timers that events refer to. */
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
      if (!childOf(definition, 'signalRef')?.name)
        report(node.id!, `信号事件${title(node)}没有选择信号，或信号没有名称`);
      return;
    case 'bpmn:ErrorEventDefinition':
      return checkError(node, definition, report);
    case 'bpmn:TimerEventDefinition':
      return checkTimer(node, definition, report);
  }
}

function checkMessage(node: ModdleElement, holder: ModdleElement, report: Report): void {
  const message = childOf(holder, 'messageRef');
  if (!message?.name) return report(node.id!, `${title(node)}没有选择消息，或消息没有名称`);
  const key = textOf(extensionOf(message, 'zeebe:Subscription'), 'correlationKey');
  const startsProcess = node.$type === 'bpmn:StartEvent';
  if (!startsProcess && !key)
    report(node.id!, `${title(node)}的消息“${message.name}”没有关联键，请填写，例如 =caseNumber`);
  if (!startsProcess && key && !key.startsWith('='))
    report(node.id!, `消息“${message.name}”的关联键须为以 = 开头的表达式`);
}

function checkError(node: ModdleElement, definition: ModdleElement, report: Report): void {
  const error = childOf(definition, 'errorRef');
  const code = textOf(error, 'errorCode');
  if (node.$type === 'bpmn:EndEvent' && !code) report(node.id!, `错误结束事件${title(node)}没有错误代码，请填写`);
  if (error && !code) report(node.id!, `错误“${error.name ?? error.id}”没有错误代码，请填写`);
  if (code?.startsWith('=')) report(node.id!, `错误代码须为固定文字，不能是表达式`);
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const ISO_DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

function checkTimer(node: ModdleElement, definition: ModdleElement, report: Report): void {
  if (childOf(definition, 'timeCycle')) return report(node.id!, `暂不支持循环定时器${title(node)}，请改用时间或时长`);
  const times = ['timeDate', 'timeDuration']
    .map((name) => childOf(definition, name))
    .filter((time) => time !== undefined);
  if (times.length !== 1) return report(node.id!, `定时器${title(node)}须填写时间或时长中的一项`);
  const text = textOf(times[0], 'body')?.trim() ?? '';
  if (text === '') return report(node.id!, `定时器${title(node)}没有填写时间`);
  if (!text.startsWith('=') && !ISO_TIME.test(text) && !ISO_DURATION.test(text)) {
    report(node.id!, `定时器${title(node)}的“${text.slice(0, 40)}”不是 ISO 8601 时间或时长，也不是以 = 开头的表达式`);
  }
}
