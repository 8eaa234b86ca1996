/** Boundary events: attached to something that waits, and interrupting where the engine needs it. */
import { childOf, eventDefinitionsOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { scopesOf } from '../walk.js';

const WAITING = /^bpmn:(UserTask|ServiceTask|SendTask|ReceiveTask|CallActivity|SubProcess)$/;
const THROWING = /^bpmn:(ServiceTask|SendTask|CallActivity|SubProcess)$/;

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    for (const event of scope.nodes) {
      if (event.$type === 'bpmn:BoundaryEvent') checkBoundary(event, scope.nodes, report);
    }
  }
});

function checkBoundary(event: ModdleElement, siblings: ModdleElement[], report: Report): void {
  const attachedTo = childOf(event, 'attachedToRef');
  if (!attachedTo || !siblings.includes(attachedTo))
    return report(event.id!, `边界事件${title(event)}没有附在同一层的活动上`);
  const kind = eventDefinitionsOf(event)[0]?.$type;
  if (!kind) return report(event.id!, `边界事件${title(event)}没有事件定义`);
  if (!WAITING.test(attachedTo.$type))
    report(event.id!, `${title(attachedTo)}不会停留，附在它上面的边界事件${title(event)}不起作用`);
  const isNonInterrupting = event.cancelActivity === false;
  if (kind === 'bpmn:ErrorEventDefinition') {
    if (isNonInterrupting) report(event.id!, `错误边界事件${title(event)}须为中断型`);
    if (!THROWING.test(attachedTo.$type))
      report(event.id!, `${title(attachedTo)}不会抛出错误，错误边界事件${title(event)}不起作用`);
  }
  if (isNonInterrupting && /(Message|Signal)EventDefinition$/.test(kind)) {
    report(event.id!, `暂不支持非中断的消息、信号边界事件${title(event)}，请改为中断型或用并行分支等待`);
  }
}
