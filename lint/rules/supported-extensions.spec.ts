import {
  boundary,
  element,
  extensions,
  flow,
  mapping,
  serviceTask,
  timer,
  userTask,
} from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, catchEvent, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  [
    'execution listener',
    around(
      element(
        'task',
        'x',
        extensions(
          '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="a" /></zeebe:executionListeners>',
        ),
      ),
    ),
    'x',
    '执行监听器',
  ],
  [
    'task listener',
    around(
      userTask(
        'x',
        '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="a" /></zeebe:taskListeners>',
      ),
    ),
    'x',
    '任务监听器',
  ],
  [
    'called decision',
    around(element('task', 'x', extensions('<zeebe:calledDecision decisionId="d" resultVariable="r" />'))),
    'x',
    '不起作用',
  ],
  [
    'variable filter of a condition',
    around(
      catchEvent(
        'x',
        '<bpmn:conditionalEventDefinition id="c"><bpmn:extensionElements><zeebe:conditionalFilter variableNames="a" /></bpmn:extensionElements><bpmn:condition xsi:type="bpmn:tFormalExpression">=a</bpmn:condition></bpmn:conditionalEventDefinition>',
      ),
    ),
    'c',
    '变量过滤',
  ],
  [
    'business id of a called process',
    around(element('callActivity', 'x', extensions('<zeebe:calledElement processId="a" businessId="=b" />'))),
    'x',
    'businessId',
  ],
  ['unknown extension', around(element('task', 'x', extensions('<foo:bar xmlns:foo="urn:foo" />'))), 'x', 'foo:bar'],
  [
    'extension in the wrong place',
    around(element('task', 'x', extensions('<zeebe:taskDefinition type="a" />'))),
    'x',
    '不起作用',
  ],
  [
    'external form',
    around(userTask('x', '<zeebe:formDefinition externalReference="http://example.org" />')),
    'x',
    'externalReference',
  ],
  [
    'input mapping of a boundary event',
    line(
      userTask('u'),
      boundary('x', 'u', extensions(mapping({ a: '=b' })) + timer('PT1H', 'timeDuration')),
      flow('s', 'u'),
      flow('u', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '输入映射',
  ],
  [
    'mapping without a source',
    around(userTask('x', '<zeebe:ioMapping><zeebe:input target="a" /></zeebe:ioMapping>')),
    'x',
    '来源',
  ],
];

refusesEach('supported-extensions', refusals);

acceptsEach('supported-extensions', [
  [
    'a job with headers',
    around(serviceTask('x', '<zeebe:taskHeaders><zeebe:header key="a" value="b" /></zeebe:taskHeaders>')),
  ],
  ['input mapping of a catching event', around(catchEvent('x', extensions(mapping({ a: '=b' })) + timer('=a')))],
  [
    'a collection of a multi-instance activity',
    around(
      element(
        'task',
        'x',
        `<bpmn:multiInstanceLoopCharacteristics>${extensions('<zeebe:loopCharacteristics inputCollection="=demands" inputElement="demand" />')}</bpmn:multiInstanceLoopCharacteristics>`,
      ),
    ),
  ],
  [
    'active elements of an ad-hoc subprocess',
    around(
      element(
        'adHocSubProcess',
        'x',
        extensions('<zeebe:adHoc activeElementsCollection="=steps" />') + element('task', 'y'),
      ),
    ),
  ],
]);
