import { bpmnText, element, end, extensions, flow, message, start, subProcess } from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const nested = (...parts: string[]) => line(subProcess('sub', ...parts), flow('s', 'sub'), flow('sub', 'e'));
const receive = element('receiveTask', 'x', '', 'messageRef="m" instantiate="true"');

const refusals: Refusal[] = [
  ['an empty process', bpmnText('p'), 'p', '没有任何环节'],
  [
    'a circle nothing leads into',
    bpmnText('p', element('task', 'x'), element('task', 'y'), flow('x', 'y'), flow('y', 'x')),
    'p',
    '没有开始的地方',
  ],
  ['an empty subprocess', nested(), 'sub', '没有任何环节'],
  [
    'a form at the start of a subprocess',
    nested(start('x', extensions('<zeebe:formDefinition formId="f" />')), end('z'), flow('x', 'z')),
    'x',
    '不能带表单',
  ],
  [
    'a receive task that begins a subprocess',
    bpmnText(
      'p',
      message('m', 'm'),
      start('s'),
      subProcess('sub', receive, end('z'), flow('x', 'z')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
    ),
    'x',
    '最外层',
  ],
];

refusesEach('start-events', refusals);

acceptsEach('start-events', [
  ['several blank start events', line(start('x'), flow('s', 'e'), flow('x', 'e'))],
  ['a subprocess without start event', nested(element('task', 'x'))],
  ['a receive task that begins the process', bpmnText('p', message('m', 'm'), receive, end('e'), flow('x', 'e'))],
]);
