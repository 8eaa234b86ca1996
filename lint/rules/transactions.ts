/** Cancel events belong to transactions (BPMN 2.0.2 §10.3.5, §10.5.4 Cancel). */
import { childOf } from '../moddle.js';
import { hasKind } from '../events.js';
import { definitionsRule, title } from '../rule.js';
import { scopesOf } from '../walk.js';

const TRANSACTION = 'bpmn:Transaction';

export default definitionsRule((definitions, report) => {
  for (const { element, nodes } of scopesOf(definitions)) {
    for (const node of nodes) {
      if (!hasKind(node, 'Cancel')) continue;
      if (node.$type === 'bpmn:EndEvent' && element.$type !== TRANSACTION)
        report(node.id!, `取消结束事件${title(node)}只能直接放在事务子流程内，请改正`);
      if (node.$type !== 'bpmn:BoundaryEvent') continue;
      if (childOf(node, 'attachedToRef')?.$type !== TRANSACTION)
        report(node.id!, `取消边界事件${title(node)}只能附在事务子流程上，请改正`);
      if (node.cancelActivity === false) report(node.id!, `取消边界事件${title(node)}须为中断型`);
    }
  }
});
