/** Ad-hoc subprocesses: activities in any order, without start and end (BPMN 2.0.2 §10.3.5). */
import { extensionOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { isActivity, isEventSubProcess, scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const { element, nodes } of scopesOf(definitions)) {
    if (element.$type === 'bpmn:AdHocSubProcess') checkAdHoc(element, nodes, report);
  }
});

function checkAdHoc(subProcess: ModdleElement, nodes: ModdleElement[], report: Report): void {
  for (const node of nodes) {
    if (/^bpmn:(Start|End)Event$/.test(node.$type))
      report(node.id!, `特设子流程内不能有开始事件和结束事件，请删除${title(node)}`);
  }
  if (!nodes.some((node) => isActivity(node) && !isEventSubProcess(node) && node.isForCompensation !== true))
    report(subProcess.id!, `特设子流程${title(subProcess)}里没有活动，请添加`);
  const settings = extensionOf(subProcess, 'zeebe:AdHoc');
  const active = textOf(settings, 'activeElementsCollection');
  if (active !== undefined && !active.startsWith('='))
    report(subProcess.id!, `特设子流程${title(subProcess)}的活动元素集合须为以 = 开头的表达式`);
  if (Boolean(textOf(settings, 'outputCollection')) !== Boolean(textOf(settings, 'outputElement')))
    report(subProcess.id!, `特设子流程${title(subProcess)}的输出集合和输出元素须同时填写`);
}
