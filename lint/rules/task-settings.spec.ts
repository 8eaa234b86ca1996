import { element, extensions, scriptTask, userTask } from '../../test/builders/bpmn-text.js';
import { around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['service task without a type', around(element('serviceTask', 'x')), 'x', '作业类型'],
  ['script without FEEL', around(scriptTask('x', '1 + 1', 'a')), 'x', 'FEEL'],
  ['script without a result', around(scriptTask('x', '=1 + 1', '')), 'x', '结果变量'],
  [
    'call without a process',
    around(element('callActivity', 'x', extensions('<zeebe:calledElement processId="=a" />'))),
    'x',
    '流程编号',
  ],
  ['form without an id', around(userTask('x', '<zeebe:formDefinition />')), 'x', '表单'],
];

refusesEach('task-settings', refusals);
