/** A user task nobody is offered stays undone. */
import { laneRolesOf } from '../lanes.js';
import { extensionOf } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import { executableProcessesOf, scopesIn } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const process of executableProcessesOf(definitions)) {
    const roles = laneRolesOf(process);
    for (const node of scopesIn(process).flatMap(({ nodes }) => nodes)) {
      if (node.$type !== 'bpmn:UserTask' || roles.has(node.id!) || extensionOf(node, 'zeebe:AssignmentDefinition'))
        continue;
      report(node.id!, `用户任务${title(node)}没有办理人：请放进设有角色的泳道，或填写候选组`);
    }
  }
});
