/** Compensation: which activity undoes which, and what may be asked to be undone (BPMN 2.0.2 §10.7). */
import { associationsOf } from '../associations.js';
import { hasKind, kindOf } from '../events.js';
import { childOf, eventDefinitionsOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { isActivity, isEventSubProcess, scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  const associations = associationsOf(definitions);
  for (const { nodes } of scopesOf(definitions)) {
    const handlers = new Set<ModdleElement>();
    for (const node of nodes) {
      if (node.$type === 'bpmn:BoundaryEvent' && hasKind(node, 'Compensate'))
        checkBoundary(node, associations.get(node) ?? [], handlers, report);
      else if (/(EndEvent|ThrowEvent)$/.test(node.$type)) checkThrow(node, report);
    }
    for (const node of nodes) {
      if (node.isForCompensation === true && !handlers.has(node))
        report(node.id!, `补偿活动${title(node)}没有用关联线连到补偿边界事件，永远不会执行，请连接`);
    }
  }
});

function checkBoundary(
  boundary: ModdleElement,
  associated: ModdleElement[],
  handlers: Set<ModdleElement>,
  report: Report,
): void {
  const activities = associated.filter(isActivity);
  const [handler] = activities;
  if (!handler || activities.length > 1)
    return report(
      boundary.id!,
      `补偿边界事件${title(boundary)}须用关联线连到一个补偿活动，现有 ${activities.length} 个`,
    );
  if (handler.isForCompensation !== true)
    report(handler.id!, `${title(handler)}由补偿边界事件${title(boundary)}连接，须标为补偿活动`);
  if (handler.$parent !== boundary.$parent)
    report(handler.id!, `补偿活动${title(handler)}须与补偿边界事件${title(boundary)}放在同一层`);
  if (isEventSubProcess(handler)) report(handler.id!, `事件子流程${title(handler)}不能作补偿活动，请改用普通子流程`);
  handlers.add(handler);
}

function checkThrow(event: ModdleElement, report: Report): void {
  for (const definition of eventDefinitionsOf(event)) {
    const activity = childOf(definition, 'activityRef');
    if (kindOf(definition) !== 'Compensate' || !activity) continue;
    if (!visibleScopes(event).includes(activity.$parent) || !isActivity(activity))
      report(event.id!, `补偿事件${title(event)}所指的${title(activity)}不在同一层，请改正`);
    else if (activity.isForCompensation === true)
      report(event.id!, `补偿事件${title(event)}须指向被撤销的活动，而不是补偿活动${title(activity)}`);
  }
}

/** The scope of an event; from within an event subprocess also the scope that this belongs to. */
function visibleScopes(event: ModdleElement): (ModdleElement | undefined)[] {
  const scopes = [event.$parent];
  for (let scope = event.$parent; isEventSubProcess(scope); scope = scope?.$parent) scopes.push(scope?.$parent);
  return scopes;
}
