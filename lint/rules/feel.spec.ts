import { element, exclusive, extensions, flow, properties, timer, userTask } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, catchEvent, line, refusesEach } from '../../test/builders/lint-findings.js';
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
  [
    'a doubled equals sign',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '==a'),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g_x',
    '比较符号',
  ],
  ['brackets within brackets', around(userTask('x', properties({ unit: `=${'{a:'.repeat(1300)}` }))), 'x', '括号嵌套'],
  [
    'a huge range',
    around(userTask('x', properties({ unit: '=for i in 1..1000000000 return i' }))),
    'x',
    '超过 10000 次',
  ],
  [
    'ranges that multiply',
    around(userTask('x', properties({ unit: '=for a in 1..1000, b in [1..1000] return a' }))),
    'x',
    '超过 10000 次',
  ],
  [
    'a range that is never at its end',
    around(userTask('x', properties({ unit: '=some i in 1..3.5 satisfies i > 2' }))),
    'x',
    '整数',
  ],
  [
    'a collection that is not well formed',
    around(
      element(
        'task',
        'x',
        `<bpmn:multiInstanceLoopCharacteristics>${extensions('<zeebe:loopCharacteristics inputCollection="=[1" />')}</bpmn:multiInstanceLoopCharacteristics>`,
      ),
    ),
    'x',
    '写法有误',
  ],
  [
    'a literal condition of an event',
    around(
      catchEvent(
        'x',
        '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">a</bpmn:condition></bpmn:conditionalEventDefinition>',
      ),
    ),
    'x',
    '= 开头',
  ],
];

refusesEach('feel', refusals);

acceptsEach('feel', [
  ['a range that is only a text', around(userTask('x', properties({ unit: '=for i in ["1..3.5"] return i' })))],
  ['a range of some length', around(userTask('x', properties({ unit: '=for i in 1..100 return i' })))],
  [
    'an interval that is only looked into',
    around(userTask('x', properties({ unit: '=if a in [1..1000000000] then "b" else "c"' }))),
  ],
]);
