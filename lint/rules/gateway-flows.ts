/**
 * Conditions and default flows where the standard has them, and so that a decision is always possible (BPMN 2.0.2 §8.4.13,
 * §10.6).
 */
import { childOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { connectionsOf } from '../connections.js';
import type { Connections } from '../connections.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { isActivity, scopesOf } from '../walk.js';
import type { Scope } from '../walk.js';

const CHOOSING = /^bpmn:(Exclusive|Inclusive)Gateway$/;

/** Inclusive and complex joins of one process or subprocess: for each, the engine knows from where it can be reached. */
const MOST_JOINS = 50;

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    const connections = connectionsOf(scope);
    checkJoins(scope, connections, report);
    for (const node of scope.nodes) {
      const flows = connections.outgoing(node);
      if (CHOOSING.test(node.$type)) checkChoice(node, flows, report);
      else if (!isActivity(node) && node.$type !== 'bpmn:ComplexGateway') checkUnconditional(node, flows, report);
      checkDefault(node, flows, report);
      checkDirection(node, connections, report);
      if (node.$type === 'bpmn:ComplexGateway') checkActivation(node, connections, report);
    }
  }
});

function checkJoins({ element, nodes }: Scope, connections: Connections, report: Report): void {
  const joins = nodes.filter(
    (node) => /^bpmn:(Inclusive|Complex)Gateway$/.test(node.$type) && connections.incoming(node).length > 1,
  );
  if (joins.length > MOST_JOINS)
    report(
      element.id!,
      `${title(element)}有 ${joins.length} 个汇合的包容网关、复杂网关，超过 ${MOST_JOINS} 个，请拆分`,
    );
}

function checkChoice(gateway: ModdleElement, flows: ModdleElement[], report: Report): void {
  if (flows.length < 2) return;
  for (const flow of flows) {
    if (flow !== childOf(gateway, 'default') && !conditionOf(flow))
      report(flow.id!, `网关${title(gateway)}流出的${title(flow)}没有条件，请填写条件或设为默认流向`);
  }
}

function checkUnconditional(node: ModdleElement, flows: ModdleElement[], report: Report): void {
  for (const flow of flows) {
    if (conditionOf(flow) !== undefined)
      report(flow.id!, `${title(node)}流出的顺序流不能写条件，请删除条件，或在${title(node)}之后加排他网关、包容网关`);
  }
}

function checkDefault(node: ModdleElement, flows: ModdleElement[], report: Report): void {
  const fallback = childOf(node, 'default');
  if (!fallback) return;
  if (!flows.includes(fallback)) report(node.id!, `${title(node)}的默认流向不是从它流出的，请改正`);
  if (conditionOf(fallback) !== undefined) report(fallback.id!, `默认流向${title(fallback)}不应再写条件，请删除条件`);
  if (isActivity(node) && !flows.some((flow) => flow !== fallback && conditionOf(flow)))
    report(node.id!, `${title(node)}设了默认流向，却没有带条件的顺序流，请填写条件或取消默认流向`);
}

function checkDirection(node: ModdleElement, connections: Connections, report: Report): void {
  const joins = connections.incoming(node).length > 1;
  const splits = connections.outgoing(node).length > 1;
  if (node.gatewayDirection === 'Converging' && splits)
    report(node.id!, `网关${title(node)}标为汇合（Converging），却有多条流出的顺序流，请改正`);
  if (node.gatewayDirection === 'Diverging' && joins)
    report(node.id!, `网关${title(node)}标为分支（Diverging），却有多条流入的顺序流，请改正`);
}

function checkActivation(gateway: ModdleElement, connections: Connections, report: Report): void {
  const joins = connections.incoming(gateway).length > 1;
  const condition = textOf(childOf(gateway, 'activationCondition'), 'body')?.trim();
  if (joins && !condition)
    report(gateway.id!, `复杂网关${title(gateway)}没有激活条件，请填写，例如 =activationCount >= 2`);
  if (!joins && condition) report(gateway.id!, `复杂网关${title(gateway)}只有一条流入的顺序流，请删除激活条件`);
}

function conditionOf(flow: ModdleElement): string | undefined {
  const condition = childOf(flow, 'conditionExpression');
  return condition ? (textOf(condition, 'body')?.trim() ?? '') : undefined;
}
