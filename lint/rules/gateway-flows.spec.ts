import { element, exclusive, flow, parallel } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const inclusive = (id: string, fallback?: string) =>
  element('inclusiveGateway', id, '', fallback ? `default="${fallback}"` : '');
const activation =
  '<bpmn:activationCondition xsi:type="bpmn:tFormalExpression">=activationCount &gt;= 2</bpmn:activationCondition>';
const joined = (type: string, content: string) =>
  line(
    parallel('f'),
    element('task', 'x'),
    element('task', 'y'),
    element(type, 'g', content),
    flow('s', 'f'),
    flow('f', 'x'),
    flow('f', 'y'),
    flow('x', 'g'),
    flow('y', 'g'),
    flow('g', 'e'),
  );

const refusals: Refusal[] = [
  [
    'missing condition',
    line(exclusive('g', 'g_e'), element('task', 'x'), flow('s', 'g'), flow('g', 'x'), flow('g', 'e'), flow('x', 'e')),
    'g_x',
    '没有条件',
  ],
  [
    'condition on the default flow',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '=a = 1'),
      flow('g', 'e', '=a = 2'),
      flow('x', 'e'),
    ),
    'g_e',
    '默认流向',
  ],
  [
    'missing condition after an inclusive gateway',
    line(
      inclusive('g'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '=a = 1'),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g_e',
    '没有条件',
  ],
  [
    'condition after a parallel gateway',
    line(parallel('x'), flow('s', 'x'), flow('x', 'e', '=a = 1')),
    'x_e',
    '不能写条件',
  ],
  [
    'condition after a start event',
    line(element('task', 'x'), flow('s', 'x', '=a'), flow('x', 'e')),
    's_x',
    '不能写条件',
  ],
  [
    'default flow of another node',
    line(element('task', 'x', '', 'default="s_x"'), flow('s', 'x'), flow('x', 'e', '=a')),
    'x',
    '不是从它流出',
  ],
  [
    'default flow without conditions',
    line(element('task', 'x', '', 'default="x_e"'), flow('s', 'x'), flow('x', 'e')),
    'x',
    '没有带条件',
  ],
  [
    'a join that splits',
    line(
      element('parallelGateway', 'g', '', 'gatewayDirection="Converging"'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x'),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g',
    'Converging',
  ],
  [
    'more joins than can be kept apart',
    line(
      ...Array.from({ length: 52 }, (_, index) => inclusive(`g${index}`)),
      ...Array.from(
        { length: 51 },
        (_, index) => flow(`g${index}`, `g${index + 1}`) + flow(`g${index + 1}`, `g${index}`),
      ),
      flow('s', 'g0'),
      flow('g51', 'e'),
    ),
    'p',
    '超过 50 个',
  ],
  ['a complex join without a condition', joined('complexGateway', ''), 'g', '激活条件'],
  ['an activation condition without a join', around(element('complexGateway', 'x', activation)), 'x', '删除激活条件'],
];

refusesEach('gateway-flows', refusals);

acceptsEach('gateway-flows', [
  ['a complex join', joined('complexGateway', activation)],
  ['an inclusive join', joined('inclusiveGateway', '')],
  [
    'an inclusive split with a default flow',
    line(
      inclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '=a'),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
  ],
  [
    'conditions after a task, beside a flow without one',
    line(
      element('task', 'x'),
      element('task', 'y'),
      flow('s', 'x'),
      flow('x', 'y', '=a'),
      flow('x', 'e'),
      flow('y', 'e'),
    ),
  ],
]);
