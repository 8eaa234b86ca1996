/** Link events: a way goes on at the one catching event of its name (BPMN 2.0.2 §10.5.4, Link). */
import { childOf, childrenOf, eventDefinitionsOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { linkName } from '../reachable.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const { nodes } of scopesOf(definitions)) {
    const throwing = byName(nodes, 'bpmn:IntermediateThrowEvent');
    const catching = byName(nodes, 'bpmn:IntermediateCatchEvent');
    for (const [name, events] of [...throwing, ...catching]) {
      for (const event of events) checkDefinition(event, name, report);
    }
    for (const [name, events] of throwing) {
      if (catching.has(name)) continue;
      for (const event of events)
        report(event.id!, `链接“${name}”在同一层没有捕获链接事件，流程走到${title(event)}就断了`);
    }
    for (const [name, events] of catching) {
      if (!throwing.has(name))
        report(events[0]!.id!, `链接“${name}”在同一层没有抛出链接事件，走不到${title(events[0]!)}`);
      for (const event of events.slice(1))
        report(event.id!, `链接“${name}”在同一层有 ${events.length} 个捕获链接事件，只能保留一个`);
    }
  }
});

function byName(nodes: ModdleElement[], type: string): Map<string, ModdleElement[]> {
  const named = new Map<string, ModdleElement[]>();
  for (const node of nodes) {
    const isLink = node.$type === type && eventDefinitionsOf(node)[0]?.$type === 'bpmn:LinkEventDefinition';
    if (!isLink) continue;
    const name = linkName(node, type) ?? '';
    named.set(name, [...(named.get(name) ?? []), node]);
  }
  return named;
}

/** `source` and `target` say again what the names say. */
function checkDefinition(event: ModdleElement, name: string, report: Report): void {
  if (name === '') return report(event.id!, `链接事件${title(event)}没有链接名称，请填写`);
  const definition = eventDefinitionsOf(event)[0]!;
  const others = [childOf(definition, 'target'), ...childrenOf(definition, 'source')];
  if (others.some((other) => other && other.name !== name))
    report(event.id!, `链接事件${title(event)}所指的另一端名称与“${name}”不同，请改为同名`);
}
