import { element, end, extensions, flow, start } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const adHoc = (content: string, attributes = '') => around(element('adHocSubProcess', 'x', content, attributes));
const settings = (attributes: string) => extensions(`<zeebe:adHoc ${attributes} />`) + element('task', 'y');
const condition = (text: string) =>
  `${element('task', 'y')}<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${text}</bpmn:completionCondition>`;

const refusals: Refusal[] = [
  ['a start event', adHoc(start('a') + element('task', 'y') + flow('a', 'y')), 'a', '不能有开始事件'],
  ['an end event', adHoc(element('task', 'y') + end('b') + flow('y', 'b')), 'b', '不能有开始事件'],
  ['nothing to do', adHoc(''), 'x', '没有活动'],
  ['active elements that are not computed', adHoc(settings('activeElementsCollection="y"')), 'x', '= 开头'],
  ['an output element without a collection', adHoc(settings('outputElement="=y"')), 'x', '同时填写'],
];

refusesEach('ad-hoc-subprocesses', refusals);
refusesEach('feel', [['a completion condition that is not well formed', adHoc(condition('=a =')), 'x', '写法有误']]);

acceptsEach('ad-hoc-subprocesses', [
  [
    'activities one after another until a condition holds',
    adHoc(condition('=done'), 'ordering="Sequential" cancelRemainingInstances="false"'),
  ],
  [
    'active elements and results',
    adHoc(settings('activeElementsCollection="=steps" outputCollection="results" outputElement="=result"')),
  ],
]);
