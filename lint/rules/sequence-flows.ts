/** Flows that connect, in one scope, with nothing hanging loose. */
import { childOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { connectionsOf } from '../connections.js';
import type { Connections } from '../connections.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { scopesOf } from '../walk.js';
import type { Scope } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    checkEnds(scope, report);
    const connections = connectionsOf(scope);
    for (const node of scope.nodes) checkNode(node, connections, report);
    checkReachable(scope, connections, report);
  }
});

function checkEnds(scope: Scope, report: Report): void {
  const pairs = new Set<string>();
  for (const flow of scope.flows) {
    const source = childOf(flow, 'sourceRef');
    const target = childOf(flow, 'targetRef');
    if (!source || !target) {
      report(flow.id!, `顺序流${title(flow)}没有接上起点或终点`);
      continue;
    }
    if (!scope.nodes.includes(source) || !scope.nodes.includes(target)) {
      report(flow.id!, `顺序流${title(flow)}不能跨越流程或子流程的边界，请改用消息流或子流程的出口`);
    }
    const pair = `${source.id} ${target.id}`;
    if (pairs.has(pair)) report(flow.id!, `从${title(source)}到${title(target)}有重复的顺序流，请只保留一条`);
    pairs.add(pair);
  }
}

function checkNode(node: ModdleElement, connections: Connections, report: Report): void {
  const incoming = connections.incoming(node).length;
  const outgoing = connections.outgoing(node).length;
  const isStart = node.$type === 'bpmn:StartEvent';
  const isBoundary = node.$type === 'bpmn:BoundaryEvent';
  if ((isStart || isBoundary) && incoming > 0) report(node.id!, `${title(node)}不能有流入的顺序流`);
  if (!isStart && !isBoundary && incoming === 0) report(node.id!, `${title(node)}没有流入的顺序流，永远不会执行`);
  if (node.$type === 'bpmn:EndEvent' && outgoing > 0) report(node.id!, `结束事件${title(node)}不能有流出的顺序流`);
  if (node.$type !== 'bpmn:EndEvent' && outgoing === 0)
    report(node.id!, `${title(node)}没有流出的顺序流，请连到下一环节或结束事件`);
}

function checkReachable(scope: Scope, connections: Connections, report: Report): void {
  const reached = new Set(scope.nodes.filter((node) => node.$type === 'bpmn:StartEvent'));
  if (reached.size === 0) return;
  for (const node of reached) {
    for (const flow of connections.outgoing(node)) {
      const target = childOf(flow, 'targetRef');
      if (target) reached.add(target);
    }
    for (const boundary of scope.nodes) {
      if (boundary.$type === 'bpmn:BoundaryEvent' && childOf(boundary, 'attachedToRef') === node) reached.add(boundary);
    }
  }
  for (const node of scope.nodes) {
    if (!reached.has(node) && connections.incoming(node).length > 0)
      report(node.id!, `从开始事件走不到${title(node)}，请检查连线`);
  }
}
