/** Boundary events: attached to something that waits and that can bring about what they catch (BPMN 2.0.2 §10.5.4). */
import { childOf, extensionOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { kindsOf } from '../events.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { isActivity, isEventSubProcess, isSubProcess, scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    const siblings = new Set(scope.nodes);
    for (const event of scope.nodes) {
      if (event.$type === 'bpmn:BoundaryEvent') checkBoundary(event, siblings, report);
    }
  }
});

function checkBoundary(event: ModdleElement, siblings: ReadonlySet<ModdleElement>, report: Report): void {
  const host = childOf(event, 'attachedToRef');
  if (!host || !siblings.has(host) || !isActivity(host) || isEventSubProcess(host))
    return report(event.id!, `边界事件${title(event)}没有附在同一层的活动上，请附好或删除`);
  const kinds = kindsOf(event);
  if (kinds.length === 0) return report(event.id!, `边界事件${title(event)}没有事件定义，请选择一种`);
  // What compensation undoes is completed, and whether it waited does not matter.
  if (kinds.includes('Compensate')) return;
  if (!waits(host)) {
    const change = '请改附在会停留的活动上';
    return report(event.id!, `${title(host)}不会停留，附在它上面的边界事件${title(event)}不起作用，${change}`);
  }
  checkThrown(event, host, kinds, report);
}

function checkThrown(event: ModdleElement, host: ModdleElement, kinds: string[], report: Report): void {
  if (kinds.includes('Error') && event.cancelActivity === false)
    report(event.id!, `错误边界事件${title(event)}须为中断型`);
  if (kinds.includes('Error') && !throws(host))
    report(event.id!, `${title(host)}不会抛出错误，错误边界事件${title(event)}不起作用，请删除`);
  if (kinds.includes('Escalation') && !throws(host))
    report(event.id!, `${title(host)}不会抛出升级，升级边界事件${title(event)}不起作用，请删除`);
}

function waits(activity: ModdleElement): boolean {
  return throws(activity) || /^bpmn:(UserTask|ReceiveTask)$/.test(activity.$type);
}

/** What carries a job, a called process or other elements. */
function throws(activity: ModdleElement): boolean {
  if (isSubProcess(activity) || /^bpmn:(ServiceTask|CallActivity)$/.test(activity.$type)) return true;
  return extensionOf(activity, 'zeebe:TaskDefinition') !== undefined;
}
