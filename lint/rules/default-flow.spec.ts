import { element, exclusive, flow } from '../../test/builders/bpmn-text.js';
import { line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  [
    'no default flow',
    line(
      exclusive('x'),
      element('task', 'y'),
      flow('s', 'x'),
      flow('x', 'y', '=a = 1'),
      flow('x', 'e', '=a = 2'),
      flow('y', 'e'),
    ),
    'x',
    '默认流向',
  ],
  [
    'no default flow after an inclusive gateway',
    line(
      element('inclusiveGateway', 'x'),
      element('task', 'y'),
      flow('s', 'x'),
      flow('x', 'y', '=a = 1'),
      flow('x', 'e', '=a = 2'),
      flow('y', 'e'),
    ),
    'x',
    '默认流向',
  ],
];

refusesEach('default-flow', refusals);
