import { element, extensions, mapping, timer, userTask } from '../../test/builders/bpmn-text.js';
import { around, catchEvent, refusesEach } from '../../test/builders/lint-findings.js';
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
    '决策表',
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
    'input mapping of a catch event',
    around(catchEvent('x', extensions(mapping({ a: '=b' })) + timer('PT1H', 'timeDuration'))),
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
