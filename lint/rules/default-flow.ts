/** An exclusive or inclusive gateway without a default flow stops with an incident when no condition holds. */
import { childOf } from '../moddle.js';
import { connectionsOf } from '../connections.js';
import { definitionsRule, title } from '../rule.js';
import { scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    const connections = connectionsOf(scope);
    for (const node of scope.nodes) {
      if (!/^bpmn:(Exclusive|Inclusive)Gateway$/.test(node.$type)) continue;
      if (connections.outgoing(node).length < 2 || childOf(node, 'default')) continue;
      report(node.id!, `网关${title(node)}没有默认流向，条件都不成立时流程会停住，建议设一条默认流向`);
    }
  }
});
