/** A user task nobody is offered stays undone. */
import { extensionOf, propertiesOf } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import { executableProcessesOf, lanesOf, scopesIn } from '../walk.js';
import { childrenOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';

export default definitionsRule((definitions, report) => {
  for (const process of executableProcessesOf(definitions)) {
    const withRole = new Set<ModdleElement>();
    for (const lane of lanesOf(process)) {
      if (propertiesOf(lane).has('role')) for (const node of childrenOf(lane, 'flowNodeRef')) withRole.add(node);
    }
    for (const { element, nodes } of scopesIn(process)) {
      for (const node of nodes) {
        if (withRole.has(element)) withRole.add(node);
        if (node.$type !== 'bpmn:UserTask' || withRole.has(node) || extensionOf(node, 'zeebe:AssignmentDefinition'))
          continue;
        report(node.id!, `用户任务${title(node)}没有办理人：请放进设有角色的泳道，或填写候选组`);
      }
    }
  }
});
