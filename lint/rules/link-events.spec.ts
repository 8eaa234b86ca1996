import { element, flow } from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const link = (name: string, content = '') =>
  `<bpmn:linkEventDefinition id="${name}_definition" name="${name}">${content}</bpmn:linkEventDefinition>`;
const thrown = (id: string, name: string, content = '') => element('intermediateThrowEvent', id, link(name, content));
const caught = (id: string, name: string) =>
  element('intermediateCatchEvent', id, link(name).replace('_definition', `_${id}`));

const refusals: Refusal[] = [
  ['nothing catches it', line(thrown('x', 'reply'), flow('s', 'x')), 'x', '没有捕获'],
  [
    'nothing throws it',
    line(caught('x', 'reply'), flow('s', 'e'), flow('x', 'e').replace('x_e', 'y')),
    'x',
    '没有抛出',
  ],
  [
    'two catch it',
    line(
      thrown('x', 'reply'),
      caught('y', 'reply'),
      caught('z', 'reply'),
      flow('s', 'x'),
      flow('y', 'e'),
      flow('z', 'e'),
    ),
    'z',
    '只能保留一个',
  ],
  ['no name', line(thrown('x', ''), flow('s', 'x')), 'x', '没有链接名称'],
  [
    'the other end has another name',
    line(
      thrown('x', 'reply', '<bpmn:target>deliver_z</bpmn:target>'),
      caught('y', 'reply'),
      caught('z', 'deliver'),
      flow('s', 'x'),
      flow('y', 'e'),
    ),
    'x',
    '不同',
  ],
];

refusesEach('link-events', refusals);

refusesEach('sequence-flows', [
  [
    'a flow out of a throwing link event',
    line(thrown('x', 'reply'), caught('y', 'reply'), flow('s', 'x'), flow('x', 'e'), flow('y', 'e')),
    'x',
    '流出',
  ],
]);

acceptsEach('link-events', [
  [
    'two ways that go on at one place',
    line(
      element('parallelGateway', 'g'),
      thrown('x', 'reply'),
      element('intermediateThrowEvent', 'x2', link('reply').replace('_definition', '_x2')),
      caught('y', 'reply'),
      flow('s', 'g'),
      flow('g', 'x'),
      flow('g', 'x2'),
      flow('y', 'e'),
    ),
  ],
]);
