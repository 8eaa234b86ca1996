import { eventBased, flow, parallel, timer, userTask } from '../../test/builders/bpmn-text.js';
import { catchEvent, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

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
];

refusesEach('event-based-gateway', refusals);
