/** Event subprocesses: begun by one event, outside of the flow (BPMN 2.0.2 §10.3.5). */
import { kindsOf } from '../events.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { isEventSubProcess, scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const { element, nodes } of scopesOf(definitions)) {
    if (isEventSubProcess(element)) checkStart(element, nodes, report);
  }
});

function checkStart(subProcess: ModdleElement, nodes: ModdleElement[], report: Report): void {
  const [start, ...more] = nodes.filter(({ $type }) => $type === 'bpmn:StartEvent');
  if (!start || more.length > 0)
    return report(subProcess.id!, `事件子流程${title(subProcess)}须有且只有一个开始事件，请改正`);
  if (kindsOf(start).length === 0)
    report(start.id!, `事件子流程的开始事件${title(start)}没有事件定义，请选择消息、定时、错误等一种`);
  if (subProcess.loopCharacteristics) report(subProcess.id!, `事件子流程${title(subProcess)}不能循环或多实例，请删除`);
  // Only a completed subprocess can be undone; a process itself is never asked to.
  if (kindsOf(start).includes('Compensate') && subProcess.$parent?.$type === 'bpmn:Process')
    report(start.id!, `补偿事件子流程${title(subProcess)}须放在它所撤销的子流程内，在流程最外层不起作用`);
}
