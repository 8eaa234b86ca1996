import { bpmnText, end, flow, message, messageEvent, start, subProcess } from '../../test/builders/bpmn-text.js';
import { line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['no start event', bpmnText('p', end('e')), 'p', '没有开始事件'],
  ['two blank start events', line(start('x'), flow('s', 'e'), flow('x', 'e')), 'p', '2 个空开始事件'],
  [
    'message start in a subprocess',
    bpmnText(
      'p',
      message('m', 'm'),
      start('s'),
      subProcess('sub', start('x', messageEvent('m')), end('y'), flow('x', 'y')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
    ),
    'x',
    '空开始事件',
  ],
];

refusesEach('start-events', refusals);
