import { mapping, scriptTask, userTask } from '../../test/builders/bpmn-text.js';
import { around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['reserved name', around(userTask('x', mapping({}, { today: '=a' }))), 'x', '保留名称'],
  ['prototype', around(userTask('x', mapping({}, { 'a.__proto__': '=a' }))), 'x', '保留名称'],
  ['not a name', around(scriptTask('x', '=1', 'a-b')), 'x', '变量名'],
];

refusesEach('variable-names', refusals);
