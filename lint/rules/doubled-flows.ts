/** Two flows between the same two elements lie on top of each other in the drawing and are rarely meant. */
import { childOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import { scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const { flows } of scopesOf(definitions)) {
    const targets = new Map<ModdleElement, Set<ModdleElement>>();
    for (const flow of flows) {
      const source = childOf(flow, 'sourceRef');
      const target = childOf(flow, 'targetRef');
      if (!source || !target) continue;
      const known = targets.get(source) ?? new Set();
      if (known.has(target)) report(flow.id!, `从${title(source)}到${title(target)}有重复的顺序流，建议只保留一条`);
      targets.set(source, known.add(target));
    }
  }
});
