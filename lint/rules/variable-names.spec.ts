import { element, extensions, mapping, scriptTask, userTask } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['reserved name', around(userTask('x', mapping({}, { today: '=a' }))), 'x', '保留名称'],
  ['prototype', around(userTask('x', mapping({}, { 'a.__proto__': '=a' }))), 'x', '保留名称'],
  ['not a name', around(scriptTask('x', '=1', 'a-b')), 'x', '变量名'],
  [
    'result of a decision',
    around(element('businessRuleTask', 'x', extensions('<zeebe:calledDecision decisionId="d" resultVariable="if" />'))),
    'x',
    '保留名称',
  ],
  [
    'element of a collection',
    around(
      element(
        'task',
        'x',
        `<bpmn:multiInstanceLoopCharacteristics>${extensions('<zeebe:loopCharacteristics inputCollection="=a" inputElement="a.b" />')}</bpmn:multiInstanceLoopCharacteristics>`,
      ),
    ),
    'x',
    '变量名',
  ],
];

refusesEach('variable-names', refusals);

acceptsEach('variable-names', [
  ['names in Chinese and paths', around(userTask('x', mapping({ 案号: '=a' }, { 'docket.number': '=b' })))],
]);
