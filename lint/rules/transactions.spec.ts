import { boundary, element, end, flow, start, subProcess, userTask } from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const cancel = '<bpmn:cancelEventDefinition />';
const inside = [start('a'), userTask('u'), end('b', cancel), flow('a', 'u'), flow('u', 'b')];
const around = (activity: string, ...more: string[]) => line(activity, ...more, flow('s', 'x'), flow('x', 'e'));
const left = [boundary('c', 'x', cancel), flow('c', 'e')];

const refusals: Refusal[] = [
  ['cancel in an embedded subprocess', around(subProcess('x', ...inside)), 'b', '事务子流程内'],
  [
    'cancel below a transaction',
    around(element('transaction', 'x', start('y') + subProcess('sub', ...inside) + flow('y', 'sub'))),
    'b',
    '事务子流程内',
  ],
  ['cancel boundary on a task', around(userTask('x'), ...left), 'c', '事务子流程上'],
  [
    'cancel boundary that does not interrupt',
    around(
      element('transaction', 'x', inside.join('')),
      boundary('c', 'x', cancel, { interrupting: false }),
      flow('c', 'e'),
    ),
    'c',
    '中断型',
  ],
];

refusesEach('transactions', refusals);

acceptsEach('transactions', [
  ['a transaction that is cancelled and left', around(element('transaction', 'x', inside.join('')), ...left)],
]);
