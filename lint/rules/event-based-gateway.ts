/** Event-based gateways: what may follow them, and how they begin a process (BPMN 2.0.2 §10.6.6). */
import { childOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { connectionsOf } from '../connections.js';
import type { Connections } from '../connections.js';
import { hasKind, kindsOf } from '../events.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { scopesOf } from '../walk.js';

const AWAITED: ReadonlySet<string> = new Set(['Message', 'Timer', 'Signal', 'Conditional']);

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    const connections = connectionsOf(scope);
    for (const gateway of scope.nodes) {
      if (gateway.$type !== 'bpmn:EventBasedGateway') continue;
      const targets = connections.outgoing(gateway).flatMap((flow) => childOf(flow, 'targetRef') ?? []);
      if (targets.length < 2) report(gateway.id!, `事件网关${title(gateway)}至少要有两条流出的顺序流`);
      for (const target of targets) checkTarget(target, gateway, connections, report);
      checkMessages(gateway, targets, report);
      checkInstantiation(gateway, scope.element, report);
    }
  }
});

function checkTarget(target: ModdleElement, gateway: ModdleElement, connections: Connections, report: Report): void {
  if (!isAwaited(target)) {
    report(
      target.id!,
      `事件网关${title(gateway)}之后只能是消息、定时、信号、条件的中间捕获事件或接收任务，${title(target)}不是`,
    );
  }
  if (connections.incoming(target).length > 1)
    report(target.id!, `${title(target)}在事件网关之后，只能有一条流入的顺序流`);
}

function isAwaited(target: ModdleElement): boolean {
  if (target.$type === 'bpmn:ReceiveTask') return childOf(target, 'loopCharacteristics') === undefined;
  const kinds = kindsOf(target);
  return target.$type === 'bpmn:IntermediateCatchEvent' && kinds.length > 0 && kinds.every((kind) => AWAITED.has(kind));
}

/** One message in both forms would have two receivers. */
function checkMessages(gateway: ModdleElement, targets: ModdleElement[], report: Report): void {
  const hasTask = targets.some(({ $type }) => $type === 'bpmn:ReceiveTask');
  if (hasTask && targets.some((target) => hasKind(target, 'Message')))
    report(gateway.id!, `事件网关${title(gateway)}之后不能既有消息事件又有接收任务，请统一为一种`);
}

function checkInstantiation(gateway: ModdleElement, scope: ModdleElement, report: Report): void {
  if (gateway.instantiate === true) {
    if (scope.$type !== 'bpmn:Process') report(gateway.id!, `启动流程的事件网关${title(gateway)}须放在流程的最外层`);
  } else if (gateway.eventGatewayType === 'Parallel') {
    report(gateway.id!, `并行的事件网关${title(gateway)}只能用于启动流程，请改为排他类型或设为启动流程`);
  }
}
