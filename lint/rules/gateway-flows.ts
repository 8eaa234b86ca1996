/** Conditions and default flows: on exclusive gateways only, and so that a decision is always possible. */
import { childOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { connectionsOf } from '../connections.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    const connections = connectionsOf(scope);
    for (const node of scope.nodes) {
      const flows = connections.outgoing(node);
      if (node.$type === 'bpmn:ExclusiveGateway') checkExclusive(node, flows, report);
      else checkOther(node, flows, report);
    }
  }
});

function checkExclusive(gateway: ModdleElement, flows: ModdleElement[], report: Report): void {
  const fallback = childOf(gateway, 'default');
  if (fallback && !flows.includes(fallback)) report(gateway.id!, `网关${title(gateway)}的默认流向不是从它流出的`);
  if (fallback && conditionOf(fallback) !== undefined)
    report(fallback.id!, `默认流向${title(fallback)}不应再写条件，请删除条件`);
  if (flows.length < 2) return;
  for (const flow of flows) {
    if (flow !== fallback && !conditionOf(flow))
      report(flow.id!, `网关${title(gateway)}流出的${title(flow)}没有条件，请填写条件或设为默认流向`);
  }
}

function checkOther(node: ModdleElement, flows: ModdleElement[], report: Report): void {
  for (const flow of flows) {
    if (conditionOf(flow) !== undefined)
      report(flow.id!, `只有排他网关流出的顺序流可以写条件，请在${title(node)}之后加排他网关`);
  }
  if (childOf(node, 'default')) report(node.id!, `只有排他网关可以设默认流向，请删除${title(node)}的默认流向`);
}

function conditionOf(flow: ModdleElement): string | undefined {
  const condition = childOf(flow, 'conditionExpression');
  return condition ? (textOf(condition, 'body')?.trim() ?? '') : undefined;
}
