import { element, exclusive, flow, properties, timer, userTask } from '../../test/builders/bpmn-text.js';
import { around, catchEvent, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  [
    'syntax',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '=a = '),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g_x',
    '写法有误',
  ],
  [
    'condition without =',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', 'a = 1'),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g_x',
    '= 开头',
  ],
  [
    'JUEL',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '${a}'),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g_x',
    '= 开头',
  ],
  ['JUEL in an assignment', around(userTask('x', '<zeebe:assignmentDefinition assignee="${a}" />')), 'x', '不支持'],
  ['unknown function in a timer', around(catchEvent('x', timer('=deadline("办结")'))), 'x', 'deadline'],
  ['own function', around(userTask('x', properties({ unit: '=(function(a) a)(1)' }))), 'x', '自定义函数'],
];

refusesEach('feel', refusals);
