import { bpmnText, element, end, flow, message, messageEvent, start } from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const compensate = '<bpmn:compensateEventDefinition />';
const inProcess = (...parts: string[]) =>
  bpmnText('p', message('m', 'm', '=a'), start('s'), end('e'), flow('s', 'e'), eventSubProcess(...parts));
const eventSubProcess = (...parts: string[]) => element('subProcess', 'x', parts.join(''), 'triggeredByEvent="true"');
const begun = (definition: string) => [start('y', definition), end('z'), flow('y', 'z')];

const refusals: Refusal[] = [
  ['no start event', inProcess(element('task', 'y')), 'x', '只有一个开始事件'],
  [
    'two start events',
    inProcess(...begun(messageEvent('m')), start('y2', messageEvent('m')), flow('y2', 'z')),
    'x',
    '只有一个开始事件',
  ],
  ['a start event without a trigger', inProcess(...begun('')), 'y', '没有事件定义'],
  [
    'a loop',
    inProcess(...begun(messageEvent('m')), '<bpmn:standardLoopCharacteristics loopMaximum="2" />'),
    'x',
    '不能循环',
  ],
  ['compensation of a process', inProcess(...begun(compensate)), 'y', '子流程内'],
];

refusesEach('event-subprocesses', refusals);

refusesEach('sequence-flows', [
  [
    'a flow into an event subprocess',
    inProcess(...begun(messageEvent('m'))).replace('</bpmn:process>', `${flow('s', 'x')}</bpmn:process>`),
    'x',
    '流入',
  ],
  [
    'a flow out of an event subprocess',
    inProcess(...begun(messageEvent('m'))).replace('</bpmn:process>', `${flow('x', 'e')}</bpmn:process>`),
    'x',
    '流出',
  ],
]);

acceptsEach('event-subprocesses', [
  ['one that a message begins', inProcess(...begun(messageEvent('m')))],
  [
    'one that undoes the subprocess around it',
    line(
      element('subProcess', 'sub', start('a') + end('b') + flow('a', 'b') + eventSubProcess(...begun(compensate))),
      flow('s', 'sub'),
      flow('sub', 'e'),
    ),
  ],
]);
