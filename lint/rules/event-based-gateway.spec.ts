import {
  bpmnText,
  element,
  end,
  eventBased,
  flow,
  message,
  messageEvent,
  parallel,
  start,
  timer,
  userTask,
} from '../../test/builders/bpmn-text.js';
import { acceptsEach, catchEvent, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const roots = [message('m', 'm', '=a'), '<bpmn:signal id="sig" name="停办" />'];
const signal = '<bpmn:signalEventDefinition signalRef="sig" />';
const gateway = (attributes: string, before: string[], first: string) =>
  bpmnText(
    'p',
    ...roots,
    ...before,
    element('eventBasedGateway', 'x', '', attributes),
    first,
    catchEvent('c', signal),
    end('e'),
    flow('x', 'm1'),
    flow('x', 'c'),
    flow('m1', 'e'),
    flow('c', 'e'),
  );
const begin = [start('s'), flow('s', 'x')];
const messageCatch = catchEvent('m1', messageEvent('m'));
const receive = element('receiveTask', 'm1', '', 'messageRef="m"');

const refusals: Refusal[] = [
  [
    'a task behind it',
    line(
      eventBased('g'),
      userTask('x'),
      catchEvent('y', timer('PT1H', 'timeDuration')),
      flow('s', 'g'),
      flow('g', 'x'),
      flow('g', 'y'),
      flow('x', 'e'),
      flow('y', 'e'),
    ),
    'x',
    '捕获事件',
  ],
  [
    'one way only',
    line(
      eventBased('x'),
      catchEvent('y', timer('PT1H', 'timeDuration')),
      flow('s', 'x'),
      flow('x', 'y'),
      flow('y', 'e'),
    ),
    'x',
    '两条',
  ],
  [
    'an event reached from elsewhere',
    line(
      parallel('f'),
      eventBased('g'),
      catchEvent('x', timer('PT1H', 'timeDuration')),
      catchEvent('y', timer('PT2H', 'timeDuration')),
      flow('s', 'f'),
      flow('f', 'g'),
      flow('f', 'x'),
      flow('g', 'x'),
      flow('g', 'y'),
      flow('x', 'e'),
      flow('y', 'e'),
    ),
    'x',
    '一条流入',
  ],
  [
    'the parallel kind in the middle of the flow',
    gateway('eventGatewayType="Parallel"', begin, messageCatch),
    'x',
    '启动流程',
  ],
  [
    'a message event beside a receive task',
    gateway('', begin, receive).replace(signal, messageEvent('m')),
    'x',
    '统一',
  ],
];

refusesEach('event-based-gateway', refusals);

refusesEach('sequence-flows', [
  ['a flow into one that begins the process', gateway('instantiate="true"', begin, messageCatch), 'x', '流入'],
]);

acceptsEach('event-based-gateway', [
  ['a message or a signal', gateway('', begin, messageCatch)],
  ['a receive task', gateway('', begin, receive)],
  ['one that begins the process', gateway('instantiate="true"', [], messageCatch)],
  [
    'one that begins the process and waits for all',
    gateway('instantiate="true" eventGatewayType="Parallel"', [], messageCatch),
  ],
]);
