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
import { around, catchEvent, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

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
  ['cycle timer', around(catchEvent('x', timer('R3/PT1H', 'timeCycle'))), 'x', '循环定时器'],
  ['no time', around(catchEvent('x', '<bpmn:timerEventDefinition />')), 'x', '时间或时长'],
  ['cron', around(catchEvent('x', timer('0 0 * * *'))), 'x', 'ISO 8601'],
  ['bare date', around(catchEvent('x', timer('2026-06-01'))), 'x', 'ISO 8601'],
];

refusesEach('event-references', refusals);
