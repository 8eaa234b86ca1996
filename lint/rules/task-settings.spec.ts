import { element, extensions, scriptTask, userTask } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const call = (attributes: string) =>
  around(element('callActivity', 'x', extensions(`<zeebe:calledElement processId="a" ${attributes} />`)));
const rule = (extension: string) => around(element('businessRuleTask', 'x', extensions(extension)));
const decision = '<zeebe:calledDecision decisionId="d" resultVariable="r" />';

const refusals: Refusal[] = [
  ['service task without a type', around(element('serviceTask', 'x')), 'x', '作业类型'],
  ['script without FEEL', around(scriptTask('x', '1 + 1', 'a')), 'x', 'FEEL'],
  ['script without a result', around(scriptTask('x', '=1 + 1', '')), 'x', '结果变量'],
  ['call without a process', around(element('callActivity', 'x')), 'x', '流程编号'],
  ['unknown binding', call('bindingType="newest"'), 'x', '绑定方式'],
  ['binding to a tag without one', call('bindingType="versionTag"'), 'x', '没有填写版本标签'],
  ['tag without binding to it', call('versionTag="1.0"'), 'x', '不起作用'],
  ['rule without a decision', around(element('businessRuleTask', 'x')), 'x', '没有决策'],
  ['decision and job', rule(decision + '<zeebe:taskDefinition type="a" />'), 'x', '只能填一项'],
  ['computed decision', rule('<zeebe:calledDecision decisionId="=a" resultVariable="r" />'), 'x', '固定的决策编号'],
  ['decision without a result', rule('<zeebe:calledDecision decisionId="d" />'), 'x', '结果变量'],
  ['form without an id', around(userTask('x', '<zeebe:formDefinition />')), 'x', '表单'],
];

refusesEach('task-settings', refusals);

acceptsEach('task-settings', [
  ['a computed process', call('').replace('"a"', '"=kind"')],
  ['binding to a tag', call('bindingType="versionTag" versionTag="1.0"')],
  ['a decision of the same deployment', rule(decision.replace('/>', 'bindingType="deployment" />'))],
  ['a rule as a job', rule('<zeebe:taskDefinition type="a" />')],
]);
