import {
  bpmnText,
  element,
  end,
  flow,
  message,
  messageEvent,
  start,
  subProcess,
  timer,
} from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, catchEvent, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const twoTimes = timer('=a').replace(
  '</bpmn:timerEventDefinition>',
  '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
);
const begins = (definition: string, ...roots: string[]) =>
  bpmnText('p', ...roots, start('x', definition), end('e'), flow('x', 'e'));

const refusals: Refusal[] = [
  ['no message', around(catchEvent('x', '<bpmn:messageEventDefinition />')), 'x', '没有选择消息'],
  [
    'no correlation key',
    bpmnText(
      'p',
      message('m', '送达'),
      start('s'),
      catchEvent('x', messageEvent('m')),
      end('e'),
      flow('s', 'x'),
      flow('x', 'e'),
    ),
    'x',
    '关联键',
  ],
  [
    'literal correlation key',
    bpmnText(
      'p',
      message('m', '送达', 'caseNumber'),
      start('s'),
      catchEvent('x', messageEvent('m')),
      end('e'),
      flow('s', 'x'),
      flow('x', 'e'),
    ),
    'x',
    '关联键',
  ],
  ['no signal', around(element('intermediateThrowEvent', 'x', '<bpmn:signalEventDefinition />')), 'x', '信号'],
  [
    'error without a code',
    bpmnText(
      'p',
      '<bpmn:error id="err" name="n" />',
      start('s'),
      subProcess('sub', start('y'), end('x', '<bpmn:errorEventDefinition errorRef="err" />'), flow('y', 'x')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
    ),
    'x',
    '错误代码',
  ],
  ['a cycle of no rounds', around(catchEvent('x', timer('R0/PT1H', 'timeCycle'))), 'x', 'ISO 8601 循环'],
  ['a cycle of no length', around(catchEvent('x', timer('R3/PT0S', 'timeCycle'))), 'x', 'ISO 8601 循环'],
  ['a cycle in cron', around(catchEvent('x', timer('0 0 9 * * *', 'timeCycle'))), 'x', 'ISO 8601 循环'],
  ['no time', around(catchEvent('x', '<bpmn:timerEventDefinition />')), 'x', '中的一项'],
  ['a date and a duration', around(catchEvent('x', twoTimes)), 'x', '中的一项'],
  ['no condition', around(catchEvent('x', '<bpmn:conditionalEventDefinition />')), 'x', '没有填写条件'],
  [
    'an escalation without a code',
    around(element('intermediateThrowEvent', 'x', '<bpmn:escalationEventDefinition />')),
    'x',
    '升级代码',
  ],
  [
    'a computed signal name',
    bpmnText(
      'p',
      '<bpmn:signal id="sig" name="=a" />',
      start('s'),
      catchEvent('x', '<bpmn:signalEventDefinition signalRef="sig" />'),
      end('e'),
      flow('s', 'x'),
      flow('x', 'e'),
    ),
    'x',
    '固定文字',
  ],
  [
    'a message that begins an event subprocess, without a key',
    bpmnText(
      'p',
      message('m', 'm'),
      start('s'),
      end('e'),
      flow('s', 'e'),
      element('subProcess', 'ev', start('x', messageEvent('m')) + end('y') + flow('x', 'y'), 'triggeredByEvent="true"'),
    ),
    'x',
    '关联键',
  ],
  ['cron', around(catchEvent('x', timer('0 0 * * *'))), 'x', 'ISO 8601'],
  ['bare date', around(catchEvent('x', timer('2026-06-01'))), 'x', 'ISO 8601'],
];

refusesEach('event-references', refusals);

acceptsEach('event-references', [
  ['a message that begins a process, without a key', begins(messageEvent('m'), message('m', 'm'))],
  ['a cycle', begins(timer('R/PT1H', 'timeCycle'))],
  ['a cycle that begins at an instant', begins(timer('R3/2026-06-01T09:00:00+08:00/P1D', 'timeCycle'))],
  ['a computed cycle', around(catchEvent('x', timer('=interval', 'timeCycle')))],
  ['a duration with months', around(catchEvent('x', timer('P1M', 'timeDuration')))],
]);
