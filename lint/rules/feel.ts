/** Every FEEL expression of the file, checked as far as it can be without data. */
import { inputsOf, loopInputOf, outputsOf } from '../data.js';
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
    for (const flow of flows) checkCondition(flow.id!, childOf(flow, 'conditionExpression'), report);
    for (const node of nodes) {
      for (const condition of conditionsOf(node)) checkCondition(node.id!, condition, report);
      for (const text of textsOf(node)) checkText(node.id!, text, report);
    }
  }
});

/** Expressions that must be conditions; a missing one is no matter of this rule. */
function conditionsOf(node: ModdleElement): (ModdleElement | undefined)[] {
  const loop = childOf(node, 'loopCharacteristics');
  return [
    childOf(node, 'activationCondition'),
    childOf(node, 'completionCondition'),
    loop && childOf(loop, 'loopCondition'),
    loop && childOf(loop, 'completionCondition'),
    ...eventDefinitionsOf(node).map((definition) => childOf(definition, 'condition')),
  ];
}

function checkCondition(elementId: string, condition: ModdleElement | undefined, report: Report): void {
  if (!condition) return;
  const body = textOf(condition, 'body')?.trim() ?? '';
  if (body === '') return report(elementId, '条件为空，请填写或删除');
  if (!body.startsWith('=')) return report(elementId, '条件须以 = 开头（FEEL 表达式）');
  checkText(elementId, body, report);
}

/** Texts of a node that may hold an expression. */
function textsOf(node: ModdleElement): (string | undefined)[] {
  return [
    ...[...inputsOf(node), ...outputsOf(node)].map(({ source }) => source),
    ...textsIn(extensionOf(node, 'zeebe:AssignmentDefinition'), 'assignee', 'candidateGroups', 'candidateUsers'),
    ...textsIn(extensionOf(node, 'zeebe:TaskSchedule'), 'dueDate', 'followUpDate'),
    ...textsIn(extensionOf(node, 'zeebe:PriorityDefinition'), 'priority'),
    ...textsIn(extensionOf(node, 'zeebe:TaskDefinition'), 'type', 'retries'),
    ...textsIn(extensionOf(node, 'zeebe:Script'), 'expression'),
    ...textsIn(extensionOf(node, 'zeebe:CalledElement'), 'processId'),
    ...textsIn(extensionOf(node, 'zeebe:AdHoc'), 'activeElementsCollection', 'outputElement'),
    propertiesOf(node).get('unit'),
    ...loopTexts(node),
    ...eventDefinitionsOf(node).flatMap((definition) =>
      ['timeDate', 'timeDuration', 'timeCycle'].map((name) => textOf(childOf(definition, name), 'body')?.trim()),
    ),
  ];
}

function textsIn(holder: ModdleElement | undefined, ...names: string[]): (string | undefined)[] {
  return names.map((name) => textOf(holder, name));
}

function loopTexts(node: ModdleElement): (string | undefined)[] {
  const loop = childOf(node, 'loopCharacteristics');
  if (!loop) return [];
  return [
    textOf(childOf(loop, 'loopCardinality'), 'body')?.trim(),
    loopInputOf(node),
    ...textsIn(extensionOf(loop, 'zeebe:LoopCharacteristics'), 'inputCollection', 'outputElement'),
  ];
}

function checkText(elementId: string, text: string | undefined, report: Report): void {
  if (text?.includes('${'))
    return report(elementId, `“${text.slice(0, 60)}”：不支持“\${…}”写法，请改用以 = 开头的 FEEL 表达式`);
  const expression = expressionIn(text);
  if (expression === undefined) return;
  for (const problem of checkFeel(expression)) report(elementId, `“=${expression.slice(0, 60)}”：${problem.message}`);
}
