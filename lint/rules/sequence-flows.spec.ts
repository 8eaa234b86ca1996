import { bpmnText, element, end, flow, start, subProcess } from '../../test/builders/bpmn-text.js';
import { line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['flow into a start event', line(element('task', 'x'), flow('s', 'x'), flow('x', 's'), flow('x', 'e')), 's', '流入'],
  ['unreached task', line(element('task', 'x'), flow('s', 'e'), flow('x', 'e')), 'x', '没有流入'],
  [
    'island',
    line(element('task', 'x'), element('task', 'y'), flow('s', 'e'), flow('x', 'y'), flow('y', 'x')),
    'x',
    '走不到',
  ],
  ['dead end', line(element('task', 'x'), flow('s', 'x')), 'x', '没有流出'],
  ['flow out of an end event', line(element('task', 'x'), flow('s', 'x'), flow('x', 'e'), flow('e', 'x')), 'e', '流出'],
  ['doubled flow', line(flow('s', 'e'), flow('s', 'e').replace('id="s_e"', 'id="x"')), 'x', '重复'],
  [
    'flow out of a subprocess',
    bpmnText(
      'p',
      start('s'),
      subProcess('sub', start('y'), end('z'), flow('y', 'z')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
      flow('y', 'e'),
    ),
    'y_e',
    '跨越',
  ],
];

refusesEach('sequence-flows', refusals);
