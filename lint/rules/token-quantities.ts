/** `startQuantity` and `completionQuantity` of activities (BPMN 2.0.2 Table 10.3). */
import { connectionsOf } from '../connections.js';
import { definitionsRule, title } from '../rule.js';
import { isActivity, scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    const connections = connectionsOf(scope);
    for (const node of scope.nodes) {
      if (!isActivity(node)) continue;
      for (const [name, flows] of [
        ['startQuantity', connections.incoming(node)],
        ['completionQuantity', connections.outgoing(node)],
      ] as const) {
        const quantity = node[name];
        if (quantity === undefined || quantity === 1) continue;
        if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1)
          report(node.id!, `${title(node)}的令牌数 ${name} 须为正整数`);
        else if (quantity > MOST_TOKENS) report(node.id!, `${title(node)}的令牌数 ${name} 超过 ${MOST_TOKENS}，请减少`);
        else if (flows.length === 0) report(node.id!, `${title(node)}没有相连的顺序流，${name} 不起作用，请删除`);
      }
    }
  }
});

/** A higher number would flood the instance in one step. */
const MOST_TOKENS = 100;
