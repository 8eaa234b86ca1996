import {
  boundary,
  bpmnText,
  element,
  end,
  flow,
  start,
  subProcess,
  timer,
  userTask,
} from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';
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
  [
    'flow into a boundary event',
    line(
      userTask('x'),
      boundary('b', 'x', timer('PT1H', 'timeDuration')),
      flow('s', 'x'),
      flow('x', 'b'),
      flow('b', 'e'),
    ),
    'b',
    '流入',
  ],
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

const links = (name: string) => `<bpmn:linkEventDefinition name="${name}" />`;

acceptsEach('sequence-flows', [
  ['a process without start and end event', bpmnText('p', element('task', 'x'), element('task', 'y'), flow('x', 'y'))],
  ['paths that end where no end event is drawn', bpmnText('p', start('s'), element('task', 'x'), flow('s', 'x'))],
  ['several ways to begin', line(start('y'), flow('s', 'e'), flow('y', 'e'))],
  [
    'a way that goes on at a link event',
    line(
      element('intermediateThrowEvent', 'x', links('到回复')),
      element('intermediateCatchEvent', 'y', links('到回复')),
      flow('s', 'x'),
      flow('y', 'e'),
    ),
  ],
  [
    'activities of an ad-hoc subprocess',
    line(
      element('adHocSubProcess', 'x', element('task', 'y') + element('task', 'z') + flow('y', 'z')),
      flow('s', 'x'),
      flow('x', 'e'),
    ),
  ],
]);
