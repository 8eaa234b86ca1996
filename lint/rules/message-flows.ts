/** Message flows run between pools, never inside one (BPMN 2.0.2 §9.3). */
import { childOf, childrenOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';

export default definitionsRule((definitions, report) => {
  for (const collaboration of childrenOf(definitions, 'rootElements')) {
    const pools = childrenOf(collaboration, 'participants');
    for (const flow of childrenOf(collaboration, 'messageFlows')) {
      const [source, target] = [childOf(flow, 'sourceRef'), childOf(flow, 'targetRef')];
      if (!source || !target) report(flow.id!, `消息流${title(flow)}没有接上起点或终点，请接好或删除`);
      else if (poolOf(source, pools) === poolOf(target, pools))
        report(flow.id!, `消息流${title(flow)}的两端在同一个池内，请改用顺序流，或把一端移到另一个池`);
    }
  }
});

/** The pool an element lies in; an element of a process without a pool stands for its process. */
function poolOf(element: ModdleElement, pools: ModdleElement[]): ModdleElement {
  if (element.$type === 'bpmn:Participant') return element;
  let outermost = element;
  while (outermost.$parent && outermost.$type !== 'bpmn:Process') outermost = outermost.$parent;
  return pools.find((pool) => childOf(pool, 'processRef') === outermost) ?? outermost;
}
