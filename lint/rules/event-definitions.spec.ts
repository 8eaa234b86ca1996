import {
  bpmnText,
  boundary,
  element,
  end,
  fileText,
  flow,
  message,
  messageEvent,
  serviceTask,
  start,
  subProcess,
  timer,
} from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, catchEvent, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const hour = timer('PT1H', 'timeDuration');
const condition =
  '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=a</bpmn:condition></bpmn:conditionalEventDefinition>';
const roots = [
  message('m', 'm', '=a'),
  '<bpmn:signal id="sig" name="s" />',
  '<bpmn:error id="err" errorCode="a" />',
  '<bpmn:escalation id="esc" escalationCode="a" />',
];
const signal = '<bpmn:signalEventDefinition signalRef="sig" />';
const error = '<bpmn:errorEventDefinition errorRef="err" />';
const escalation = '<bpmn:escalationEventDefinition escalationRef="esc" />';
const terminate = '<bpmn:terminateEventDefinition />';
const compensate = '<bpmn:compensateEventDefinition />';
const throwEvent = (definitions: string) => element('intermediateThrowEvent', 'x', definitions);
const eventSubProcess = (definition: string, attributes = '') =>
  bpmnText(
    'p',
    ...roots,
    start('s'),
    end('e'),
    flow('s', 'e'),
    element(
      'subProcess',
      'sub',
      element('startEvent', 'x', definition, attributes) + end('y') + flow('x', 'y'),
      'triggeredByEvent="true"',
    ),
  );

const refusals: Refusal[] = [
  ['an error in the middle of the flow', around(catchEvent('x', error), ...roots), 'x', '错误事件'],
  ['a timer that is thrown', around(throwEvent(hour)), 'x', '定时事件'],
  [
    'a message start in an embedded subprocess',
    bpmnText(
      'p',
      ...roots,
      start('s'),
      subProcess('sub', start('x', messageEvent('m')), end('y'), flow('x', 'y')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
    ),
    'x',
    '消息事件',
  ],
  ['an error start at the top', bpmnText('p', ...roots, start('x', error), end('e'), flow('x', 'e')), 'x', '错误事件'],
  [
    'a link beside another definition',
    around(catchEvent('x', '<bpmn:linkEventDefinition name="l" />' + hour)),
    'x',
    '分开',
  ],
  ['a signal after the error', line(flow('s', 'x'), end('x', error + signal), ...roots), 'x', '放在最后'],
  ['terminate with compensation', line(flow('s', 'x'), end('x', compensate + terminate)), 'x', '补偿'],
  [
    'a parallel multiple event of one definition',
    around(element('intermediateCatchEvent', 'x', hour, 'parallelMultiple="true"')),
    'x',
    'parallelMultiple',
  ],
  [
    'a parallel multiple event with an error',
    bpmnText(
      'p',
      ...roots,
      start('s'),
      serviceTask('t'),
      element('boundaryEvent', 'x', error + signal, 'attachedToRef="t" parallelMultiple="true"'),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '并行多重',
  ],
  ['an error start that does not interrupt', eventSubProcess(error, 'isInterrupting="false"'), 'x', '中断型'],
  [
    'a start event of a process that does not interrupt',
    bpmnText('p', element('startEvent', 'x', '', 'isInterrupting="false"'), end('e'), flow('x', 'e')),
    'x',
    '非中断',
  ],
];

refusesEach('event-definitions', refusals);

acceptsEach('event-definitions', [
  [
    'every way to begin',
    bpmnText('p', ...roots, start('s', messageEvent('m') + hour + signal + condition), end('e'), flow('s', 'e')),
  ],
  [
    'several definitions on a catching event',
    around(catchEvent('x', messageEvent('m') + hour + signal + condition), ...roots),
  ],
  [
    'all of them together',
    around(element('intermediateCatchEvent', 'x', messageEvent('m') + signal, 'parallelMultiple="true"'), ...roots),
  ],
  [
    'several definitions that are thrown',
    around(throwEvent(messageEvent('m') + signal + escalation + compensate), ...roots),
  ],
  [
    'an end event that throws, then ends all',
    bpmnText('p', ...roots, start('s'), end('x', messageEvent('m') + terminate), flow('s', 'x')),
  ],
  ['an uncaught error at the top', bpmnText('p', ...roots, start('s'), end('x', error), flow('s', 'x'))],
  ['an error that begins an event subprocess', eventSubProcess(error)],
  ['an escalation that begins one beside the flow', eventSubProcess(escalation, 'isInterrupting="false"')],
  [
    'a timer, an error and an escalation on one activity',
    bpmnText(
      'p',
      ...roots,
      start('s'),
      serviceTask('t'),
      boundary('x', 't', hour + error + escalation),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
  ],
  [
    'a definition among the root elements',
    fileText(
      timer('PT1H', 'timeDuration').replace('<bpmn:timerEventDefinition', '<bpmn:timerEventDefinition id="shared"'),
      `<bpmn:process id="p" isExecutable="true">${start('s')}${catchEvent('x', '<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>')}${end('e')}${flow('s', 'x')}${flow('x', 'e')}</bpmn:process>`,
    ),
  ],
]);
