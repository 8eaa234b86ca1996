import {
  boundary,
  element,
  end,
  flow,
  message,
  messageEvent,
  start,
  subProcess,
  userTask,
} from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const compensate = '<bpmn:compensateEventDefinition />';
const undo = (activity: string) =>
  element('intermediateThrowEvent', 't', `<bpmn:compensateEventDefinition activityRef="${activity}" />`);
const handler = element('task', 'h', '', 'isForCompensation="true"');
const joins = (from: string, to: string) => `<bpmn:association id="a_${to}" sourceRef="${from}" targetRef="${to}" />`;
const work = [userTask('x'), flow('s', 'x')];
const ends = [flow('x', 'e')];
const boundaryOfX = boundary('b', 'x', compensate);
const undone = [...work, boundaryOfX, handler, joins('b', 'h')];

const refusals: Refusal[] = [
  ['no handler', line(...work, ...ends, boundaryOfX), 'b', '现有 0 个'],
  ['two handlers', line(...undone, ...ends, handler.replaceAll('"h"', '"i"'), joins('b', 'i')), 'b', '现有 2 个'],
  [
    'a handler that is not marked',
    line(...work, ...ends, boundaryOfX, element('task', 'h'), joins('b', 'h')),
    'h',
    '标为补偿活动',
  ],
  ['a handler that nothing calls', line(...work, ...ends, handler), 'h', '永远不会执行'],
  [
    'a handler in another scope',
    line(
      ...work,
      boundaryOfX,
      subProcess('sub', start('y'), end('z'), flow('y', 'z'), handler),
      joins('b', 'h'),
      flow('x', 'sub'),
      flow('sub', 'e'),
    ),
    'h',
    '同一层',
  ],
  [
    'a handler that is asked to be undone',
    line(...undone, undo('h'), flow('x', 't'), flow('t', 'e')),
    't',
    '被撤销的活动',
  ],
  [
    'an activity of another scope',
    line(
      ...work,
      subProcess('sub', start('y'), undo('x'), end('z'), flow('y', 't'), flow('t', 'z')),
      flow('x', 'sub'),
      flow('sub', 'e'),
    ),
    't',
    '不在同一层',
  ],
];

refusesEach('compensation', refusals);

refusesEach('sequence-flows', [
  ['a flow out of a compensation handler', line(...undone, ...ends, flow('h', 'e')), 'h', '流出'],
  ['a flow into a compensation handler', line(...undone, ...ends, flow('x', 'h')), 'h', '流入'],
  ['a flow out of a compensation boundary event', line(...undone, ...ends, flow('b', 'e')), 'b', '流出'],
]);

acceptsEach('compensation', [
  ['an activity with its handler', line(...undone, undo('x'), flow('x', 't'), flow('t', 'e'))],
  [
    'everything in the scope',
    line(...undone, undo('x').replace(' activityRef="x"', ''), flow('x', 't'), flow('t', 'e')),
  ],
  [
    'from an event subprocess, what the scope around it completed',
    line(
      message('m', 'm', '=a'),
      ...undone,
      ...ends,
      element(
        'subProcess',
        'ev',
        start('y', messageEvent('m')) + undo('x') + end('z') + flow('y', 't') + flow('t', 'z'),
        'triggeredByEvent="true"',
      ),
    ),
  ],
]);
