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
  subProcess,
  timer,
  userTask,
} from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';
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
    'escalation of a receive task',
    bpmnText(
      'p',
      message('m', 'm', '=a'),
      '<bpmn:escalation id="esc" escalationCode="a" />',
      start('s'),
      element('receiveTask', 't', '', 'messageRef="m"'),
      boundary('x', 't', '<bpmn:escalationEventDefinition escalationRef="esc" />'),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '不会抛出升级',
  ],
  [
    'on a task that sends a message at once',
    bpmnText(
      'p',
      message('m', 'm', '=a'),
      start('s'),
      element('sendTask', 't', '', 'messageRef="m"'),
      boundary('x', 't', timer('PT1H', 'timeDuration')),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '不会停留',
  ],
  [
    'on an activity of another scope',
    line(
      subProcess('sub', start('y'), userTask('u'), end('z'), flow('y', 'u'), flow('u', 'z')),
      boundary('x', 'u', timer('PT1H', 'timeDuration')),
      flow('s', 'sub'),
      flow('sub', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '同一层',
  ],
  [
    'no definition',
    line(userTask('t'), boundary('x', 't', ''), flow('s', 't'), flow('t', 'e'), flow('x', 'e')),
    'x',
    '没有事件定义',
  ],
];

refusesEach('boundary-events', refusals);

const guarded = (task: string, event: string, ...roots: string[]) =>
  bpmnText('p', ...roots, start('s'), task, event, end('e'), flow('s', 't'), flow('t', 'e'), flow('x', 'e'));

acceptsEach('boundary-events', [
  [
    'a message that happens beside a task',
    guarded(userTask('t'), boundary('x', 't', messageEvent('m'), { interrupting: false }), message('m', 'm', '=a')),
  ],
  [
    'an error of a subprocess',
    guarded(subProcess('t', start('y'), end('z'), flow('y', 'z')), boundary('x', 't', '<bpmn:errorEventDefinition />')),
  ],
  [
    'an escalation of a job, without a code',
    guarded(serviceTask('t'), boundary('x', 't', '<bpmn:escalationEventDefinition />', { interrupting: false })),
  ],
]);
