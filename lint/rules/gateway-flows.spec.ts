import { element, exclusive, flow, parallel } from '../../test/builders/bpmn-text.js';
import { line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

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
  ['condition after a task', line(element('task', 'x'), flow('s', 'x'), flow('x', 'e', '=a = 1')), 'x_e', '排他网关'],
  [
    'condition after a parallel gateway',
    line(parallel('x'), flow('s', 'x'), flow('x', 'e', '=a = 1')),
    'x_e',
    '排他网关',
  ],
];

refusesEach('gateway-flows', refusals);
