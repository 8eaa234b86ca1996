/** `zeebe:properties` that petition work gives a meaning (design.md §2). */
import { propertiesOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import { executableProcessesOf, nodesOf, scopesIn } from '../walk.js';

const STATIONS: ReadonlySet<string> = new Set(['提出', '受理', '办理', '督办', '回复']);
/** All tasks of a procedure in the other instances of the case: who handled a matter does not review it. */
const OTHER_PROCEDURE = /^process:[A-Za-z_][\w.-]{0,127}$/;
const CLOCK = /^(start|stop|pause|resume):[\p{L}\p{N}_]{1,32}$/u;

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) {
    const properties = propertiesOf(node);
    const station = properties.get('station');
    if (station !== undefined && !STATIONS.has(station))
      report(node.id!, `${title(node)}的环节站点须为提出、受理、办理、督办、回复之一`);
    for (const clock of words(properties.get('clock'))) {
      if (!CLOCK.test(clock)) report(node.id!, `${title(node)}的期限“${clock}”写法有误，应如 start:办结`);
    }
    if (properties.has('unit') && node.$type !== 'bpmn:UserTask')
      report(node.id!, `属性 unit 只用于用户任务，请从${title(node)}删除`);
  }
  for (const process of executableProcessesOf(definitions)) {
    const nodes = new Map(scopesIn(process).flatMap((scope) => scope.nodes.map((node) => [node.id, node] as const)));
    for (const node of nodes.values()) {
      for (const id of separated(node)) {
        if (OTHER_PROCEDURE.test(id)) continue;
        const other = nodes.get(id);
        if (other?.$type !== 'bpmn:UserTask' || other === node)
          report(node.id!, `${title(node)}的回避环节“${id}”不是本流程的其他用户任务`);
      }
    }
  }
});

function separated(node: ModdleElement): string[] {
  return words(propertiesOf(node).get('separateFrom'));
}

function words(text: string | undefined): string[] {
  return text ? text.split(/[\s,，、]+/).filter(Boolean) : [];
}
