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
      if (!textOf(extensionOf(node, 'zeebe:TaskDefinition'), 'type'))
        report(node.id!, `服务任务${title(node)}没有作业类型，请填写`);
      return;
    case 'bpmn:SendTask': {
      const job = extensionOf(node, 'zeebe:TaskDefinition');
      if (job && !textOf(job, 'type')) report(node.id!, `发送任务${title(node)}没有作业类型，请填写`);
      if (job && childOf(node, 'messageRef')) report(node.id!, `发送任务${title(node)}的作业类型和消息只能填一项`);
      return;
    }
    case 'bpmn:ScriptTask': {
      const script = extensionOf(node, 'zeebe:Script');
      if (!textOf(script, 'expression')?.startsWith('='))
        report(node.id!, `脚本任务${title(node)}须填写以 = 开头的 FEEL 表达式，不支持其他脚本`);
      if (!textOf(script, 'resultVariable')) report(node.id!, `脚本任务${title(node)}没有结果变量，请填写`);
      return;
    }
    case 'bpmn:CallActivity': {
      const processId = textOf(extensionOf(node, 'zeebe:CalledElement'), 'processId');
      if (!processId || processId.startsWith('=')) report(node.id!, `调用活动${title(node)}须填写固定的流程编号`);
      return;
    }
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
