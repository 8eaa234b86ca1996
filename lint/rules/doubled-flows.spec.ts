import { flow, parallel } from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';

const again = flow('s', 'e').replace('id="s_e"', 'id="x"');

refusesEach('doubled-flows', [['two flows with the same ends', line(flow('s', 'e'), again), 'x', '重复']]);

acceptsEach('doubled-flows', [
  ['it, for it is only unusual', line(flow('s', 'e'), again)],
  [
    'flows that differ in one end',
    line(
      parallel('f'),
      parallel('j'),
      parallel('k'),
      flow('s', 'f'),
      flow('f', 'j'),
      flow('f', 'k'),
      flow('k', 'j'),
      flow('j', 'e'),
    ),
  ],
]);
