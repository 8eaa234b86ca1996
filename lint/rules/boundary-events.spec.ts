import {
  boundary,
  bpmnText,
  element,
  end,
  flow,
  message,
  messageEvent,
  serviceTask,
  start,
  timer,
  userTask,
} from '../../test/builders/bpmn-text.js';
import { line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  [
    'on a task that does not wait',
    line(
      element('task', 't'),
      boundary('x', 't', timer('PT1H', 'timeDuration')),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '不会停留',
  ],
  [
    'non-interrupting error',
    bpmnText(
      'p',
      '<bpmn:error id="err" errorCode="a" />',
      start('s'),
      serviceTask('t'),
      boundary('x', 't', '<bpmn:errorEventDefinition errorRef="err" />', { interrupting: false }),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '中断型',
  ],
  [
    'error on a user task',
    bpmnText(
      'p',
      '<bpmn:error id="err" errorCode="a" />',
      start('s'),
      userTask('t'),
      boundary('x', 't', '<bpmn:errorEventDefinition errorRef="err" />'),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '不会抛出错误',
  ],
  [
    'non-interrupting message',
    bpmnText(
      'p',
      message('m', 'm', '=a'),
      start('s'),
      userTask('t'),
      boundary('x', 't', messageEvent('m'), { interrupting: false }),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '非中断',
  ],
  [
    'no definition',
    line(userTask('t'), boundary('x', 't', ''), flow('s', 't'), flow('t', 'e'), flow('x', 'e')),
    'x',
    '没有事件定义',
  ],
];

refusesEach('boundary-events', refusals);
