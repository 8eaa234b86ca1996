/** Where a process and a subprocess begin (BPMN 2.0.2 §10.5.2 and §13.2). */
import { extensionOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { beginningsOf } from '../reachable.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { isEventSubProcess, scopesOf } from '../walk.js';
import type { Scope } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    // Event subprocesses have a rule of their own, and in an ad-hoc subprocess the performer chooses.
    if (isEventSubProcess(scope.element) || scope.element.$type === 'bpmn:AdHocSubProcess') continue;
    checkBeginning(scope, report);
    for (const node of scope.nodes) {
      checkForm(node, scope.element, report);
      if (node.$type === 'bpmn:ReceiveTask' && node.instantiate === true && scope.element.$type !== 'bpmn:Process')
        report(node.id!, `启动流程的接收任务${title(node)}须放在流程的最外层`);
    }
  }
});

function checkBeginning(scope: Scope, report: Report): void {
  const { element, nodes } = scope;
  if (nodes.length === 0) return report(element.id!, `${title(element)}里没有任何环节，请添加`);
  if (beginningsOf(scope).length === 0) report(element.id!, `${title(element)}没有开始的地方，请添加开始事件`);
}

function checkForm(node: ModdleElement, scope: ModdleElement, report: Report): void {
  if (node.$type !== 'bpmn:StartEvent' || !extensionOf(node, 'zeebe:FormDefinition')) return;
  if (scope.$type !== 'bpmn:Process') report(node.id!, `子流程的开始事件${title(node)}不能带表单，请删除`);
}
