/** What may follow an event-based gateway: events that are waited for, each reached from the gateway only. */
import { childOf, eventDefinitionsOf } from '../moddle.js';
import { connectionsOf } from '../connections.js';
import { definitionsRule, title } from '../rule.js';
import { scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    const connections = connectionsOf(scope);
    for (const gateway of scope.nodes) {
      if (gateway.$type !== 'bpmn:EventBasedGateway') continue;
      const targets = connections.outgoing(gateway).map((flow) => childOf(flow, 'targetRef'));
      if (targets.length < 2) report(gateway.id!, `事件网关${title(gateway)}至少要有两条流出的顺序流`);
      if (gateway.instantiate === true) report(gateway.id!, `事件网关${title(gateway)}不能用于启动流程`);
      if (gateway.eventGatewayType === 'Parallel') report(gateway.id!, `事件网关${title(gateway)}须为排他类型`);
      for (const target of targets) {
        if (!target) continue;
        const isEvent = target.$type === 'bpmn:IntermediateCatchEvent' && eventDefinitionsOf(target).length === 1;
        if (!isEvent && target.$type !== 'bpmn:ReceiveTask') {
          report(
            target.id!,
            `事件网关${title(gateway)}之后只能是消息、定时、信号的中间捕获事件或接收任务，${title(target)}不是`,
          );
        }
        if (connections.incoming(target).length > 1)
          report(target.id!, `${title(target)}在事件网关之后，只能有一条流入的顺序流`);
      }
    }
  }
});
