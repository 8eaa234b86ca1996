/** A cancelled transaction without a cancel boundary event stops with an incident. */
import { childOf } from '../moddle.js';
import { hasKind } from '../events.js';
import { definitionsRule, title } from '../rule.js';
import { nodesOf, scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  const caught = new Set(
    nodesOf(definitions)
      .filter((node) => node.$type === 'bpmn:BoundaryEvent' && hasKind(node, 'Cancel'))
      .map((node) => childOf(node, 'attachedToRef')),
  );
  for (const { element, nodes } of scopesOf(definitions)) {
    const cancels = nodes.some((node) => node.$type === 'bpmn:EndEvent' && hasKind(node, 'Cancel'));
    if (element.$type === 'bpmn:Transaction' && cancels && !caught.has(element))
      report(element.id!, `事务${title(element)}会被取消，却没有取消边界事件，取消后流程会停住，建议添加`);
  }
});
