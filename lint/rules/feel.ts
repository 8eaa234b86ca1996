/** Every FEEL expression of the file, checked as far as it can be without data. */
import { checkFeel } from '../feel/check-feel.js';
import { childOf, childrenOf, eventDefinitionsOf, expressionIn, extensionOf, propertiesOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule } from '../rule.js';
import type { Report } from '../rule.js';
import { scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const message of childrenOf(definitions, 'rootElements')) {
    if (message.$type === 'bpmn:Message')
      checkText(message.id!, textOf(extensionOf(message, 'zeebe:Subscription'), 'correlationKey'), report);
  }
  for (const { nodes, flows } of scopesOf(definitions)) {
    for (const flow of flows) checkCondition(flow, report);
    for (const node of nodes) for (const text of textsOf(node)) checkText(node.id!, text, report);
  }
});

function checkCondition(flow: ModdleElement, report: Report): void {
  const condition = childOf(flow, 'conditionExpression');
  if (!condition) return;
  if (textOf(condition, 'language')) report(flow.id!, '条件只支持 FEEL，请删除语言设置');
  const body = textOf(condition, 'body')?.trim() ?? '';
  if (body === '') return report(flow.id!, '条件为空，请填写或删除');
  if (!body.startsWith('=')) return report(flow.id!, '条件须以 = 开头（FEEL 表达式）');
  checkText(flow.id!, body, report);
}

/** Texts of a node that may hold an expression. */
function textsOf(node: ModdleElement): (string | undefined)[] {
  const mapping = extensionOf(node, 'zeebe:IoMapping');
  const assignment = extensionOf(node, 'zeebe:AssignmentDefinition');
  const schedule = extensionOf(node, 'zeebe:TaskSchedule');
  const job = extensionOf(node, 'zeebe:TaskDefinition');
  const entries = mapping
    ? [...childrenOf(mapping, 'inputParameters'), ...childrenOf(mapping, 'outputParameters')]
    : [];
  return [
    ...entries.map((entry) => textOf(entry, 'source')),
    textOf(assignment, 'assignee'),
    textOf(assignment, 'candidateGroups'),
    textOf(assignment, 'candidateUsers'),
    textOf(schedule, 'dueDate'),
    textOf(schedule, 'followUpDate'),
    textOf(extensionOf(node, 'zeebe:PriorityDefinition'), 'priority'),
    textOf(job, 'type'),
    textOf(job, 'retries'),
    textOf(extensionOf(node, 'zeebe:Script'), 'expression'),
    propertiesOf(node).get('unit'),
    ...eventDefinitionsOf(node).flatMap((definition) =>
      ['timeDate', 'timeDuration'].map((name) => textOf(childOf(definition, name), 'body')?.trim()),
    ),
  ];
}

function checkText(elementId: string, text: string | undefined, report: Report): void {
  if (text?.includes('${'))
    return report(elementId, `“${text.slice(0, 60)}”：不支持“\${…}”写法，请改用以 = 开头的 FEEL 表达式`);
  const expression = expressionIn(text);
  if (expression === undefined) return;
  for (const problem of checkFeel(expression)) report(elementId, `“=${expression.slice(0, 60)}”：${problem.message}`);
}
