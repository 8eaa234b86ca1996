/** Associations of the drawing; those at compensation boundary events have a meaning. */
import { childOf, childrenOf } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import { descendantsOf } from './walk.js';

/** What associations lead to, by where they begin. Tools put them in the scope of their ends or in the scopes around it. */
export function associationsOf(definitions: ModdleElement): Map<ModdleElement, ModdleElement[]> {
  const targets = new Map<ModdleElement, ModdleElement[]>();
  for (const { element } of descendantsOf(definitions)) {
    for (const association of childrenOf(element, 'artifacts')) {
      const source = childOf(association, 'sourceRef');
      const target = childOf(association, 'targetRef');
      if (association.$type !== 'bpmn:Association' || !source || !target) continue;
      targets.set(source, [...(targets.get(source) ?? []), target]);
    }
  }
  return targets;
}
