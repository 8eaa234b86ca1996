/** What a task needs so that somebody or something can carry it out. */
import { childOf, eventDefinitionsOf, extensionOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { nodesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) checkTask(node, report);
});

function checkTask(node: ModdleElement, report: Report): void {
  switch (node.$type) {
    case 'bpmn:ServiceTask':
      if (!jobType(node)) report(node.id!, `服务任务${title(node)}没有作业类型，请填写`);
      return;
    case 'bpmn:SendTask':
      return checkSendTask(node, report);
    case 'bpmn:ScriptTask':
      return checkScript(node, report);
    case 'bpmn:BusinessRuleTask':
      return checkBusinessRule(node, report);
    case 'bpmn:CallActivity':
      return checkCall(node, report);
    case 'bpmn:UserTask': {
      const form = extensionOf(node, 'zeebe:FormDefinition');
      if (form && !textOf(form, 'formId')) report(node.id!, `用户任务${title(node)}的表单没有编号，请填写`);
      return;
    }
    case 'bpmn:EndEvent':
      if (extensionOf(node, 'zeebe:IoMapping') && eventDefinitionsOf(node).length === 0) {
        report(node.id!, `空结束事件${title(node)}的映射不起作用，请删除`);
      }
  }
}

function jobType(task: ModdleElement): string | undefined {
  return textOf(extensionOf(task, 'zeebe:TaskDefinition'), 'type');
}

function checkSendTask(node: ModdleElement, report: Report): void {
  if (!extensionOf(node, 'zeebe:TaskDefinition')) return;
  if (!jobType(node)) report(node.id!, `发送任务${title(node)}没有作业类型，请填写`);
  if (childOf(node, 'messageRef')) report(node.id!, `发送任务${title(node)}的作业类型和消息只能填一项`);
}

function checkScript(node: ModdleElement, report: Report): void {
  const script = extensionOf(node, 'zeebe:Script');
  if (!textOf(script, 'expression')?.startsWith('='))
    report(node.id!, `脚本任务${title(node)}须填写以 = 开头的 FEEL 表达式，不支持其他脚本`);
  if (!textOf(script, 'resultVariable')) report(node.id!, `脚本任务${title(node)}没有结果变量，请填写`);
}

function checkBusinessRule(node: ModdleElement, report: Report): void {
  const decision = extensionOf(node, 'zeebe:CalledDecision');
  const isJob = extensionOf(node, 'zeebe:TaskDefinition') !== undefined;
  if (isJob && decision) report(node.id!, `业务规则任务${title(node)}的决策和作业类型只能填一项`);
  if (isJob && !jobType(node)) report(node.id!, `业务规则任务${title(node)}没有作业类型，请填写`);
  if (!isJob && !decision) report(node.id!, `业务规则任务${title(node)}没有决策，也没有作业类型，请填写一项`);
  if (!decision) return;
  const id = textOf(decision, 'decisionId');
  // Which decisions a process calls is known at deployment, so that they can be handed to it.
  if (!id || id.startsWith('=')) report(node.id!, `业务规则任务${title(node)}须填写固定的决策编号`);
  if (!textOf(decision, 'resultVariable')) report(node.id!, `业务规则任务${title(node)}没有结果变量，请填写`);
  checkBinding(node, decision, report);
}

function checkCall(node: ModdleElement, report: Report): void {
  const called = extensionOf(node, 'zeebe:CalledElement');
  if (!called || !textOf(called, 'processId')) return report(node.id!, `调用活动${title(node)}没有流程编号，请填写`);
  checkBinding(node, called, report);
}

/** Which version is called: the newest, the one of the same deployment, or the newest with a version tag. */
function checkBinding(node: ModdleElement, called: ModdleElement, report: Report): void {
  const binding = textOf(called, 'bindingType') ?? 'latest';
  const tag = textOf(called, 'versionTag');
  if (!['latest', 'deployment', 'versionTag'].includes(binding))
    report(node.id!, `${title(node)}的绑定方式“${binding.slice(0, 40)}”须为 latest、deployment、versionTag 之一`);
  if (binding === 'versionTag' && !tag) report(node.id!, `${title(node)}按版本标签绑定，却没有填写版本标签`);
  if (binding !== 'versionTag' && tag) report(node.id!, `${title(node)}的版本标签不起作用，请改为按版本标签绑定或删除`);
}
