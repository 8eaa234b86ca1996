import { bpmnText, element, flow } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const task = (attributes: string) => around(element('task', 'x', '', attributes));

const refusals: Refusal[] = [
  ['none', task('startQuantity="0"'), 'x', '正整数'],
  ['no number', task('startQuantity="two"'), 'x', '正整数'],
  ['a flood', task('completionQuantity="100000"'), 'x', '超过 100'],
  [
    'at the beginning, where nothing brings tokens',
    bpmnText('p', element('task', 'x', '', 'startQuantity="2"'), element('task', 'y'), flow('x', 'y')),
    'x',
    '不起作用',
  ],
];

refusesEach('token-quantities', refusals);

acceptsEach('token-quantities', [['two in, three out', task('startQuantity="2" completionQuantity="3"')]]);
