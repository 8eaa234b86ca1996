/** Flows that connect, in one scope, with nothing hanging loose (BPMN 2.0.2 §8.4.13, §10.5.2, §10.5.3). */
import { childOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { connectionsOf } from '../connections.js';
import type { Connections } from '../connections.js';
import { beginningsOf, beginsOtherwise, endsOtherwise, reachableIn } from '../reachable.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { scopesOf } from '../walk.js';
import type { Scope } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    const connections = connectionsOf(scope);
    checkEnds(scope, report);
    checkNodes(scope, connections, report);
    checkReachable(scope, connections, report);
  }
});

function checkEnds(scope: Scope, report: Report): void {
  const nodes = new Set(scope.nodes);
  for (const flow of scope.flows) {
    const source = childOf(flow, 'sourceRef');
    const target = childOf(flow, 'targetRef');
    if (!source || !target) report(flow.id!, `顺序流${title(flow)}没有接上起点或终点，请接好或删除`);
    else if (!nodes.has(source) || !nodes.has(target))
      report(flow.id!, `顺序流${title(flow)}不能跨越流程或子流程的边界，请改用消息流或子流程的出口`);
  }
}

function checkNodes(scope: Scope, connections: Connections, report: Report): void {
  const beginnings = new Set(beginningsOf(scope, connections));
  const endEvent = scope.nodes.find(({ $type }) => $type === 'bpmn:EndEvent');
  for (const node of scope.nodes) {
    const incoming = connections.incoming(node).length;
    const outgoing = connections.outgoing(node).length;
    if (incoming > 0 && hasNoIncoming(node)) report(node.id!, `${title(node)}不能有流入的顺序流，请删除`);
    if (incoming === 0 && !beginnings.has(node) && !beginsOtherwise(node))
      report(node.id!, `${title(node)}没有流入的顺序流，永远不会执行，请连接`);
    if (outgoing > 0 && hasNoOutgoing(node)) report(node.id!, `${title(node)}不能有流出的顺序流，请删除`);
    // A path may end anywhere only where no end event says where paths end (§10.5.3).
    if (outgoing === 0 && endEvent && !hasNoOutgoing(node))
      report(node.id!, `${title(node)}没有流出的顺序流，请连到下一环节或结束事件`);
  }
}

function hasNoIncoming(node: ModdleElement): boolean {
  return node.$type === 'bpmn:StartEvent' || node.instantiate === true || beginsOtherwise(node);
}

function hasNoOutgoing(node: ModdleElement): boolean {
  return node.$type === 'bpmn:EndEvent' || endsOtherwise(node);
}

function checkReachable(scope: Scope, connections: Connections, report: Report): void {
  const reached = reachableIn(scope, connections);
  for (const node of scope.nodes) {
    if (!reached.has(node) && connections.incoming(node).length > 0)
      report(node.id!, `从开始的地方走不到${title(node)}，请检查连线`);
  }
}
