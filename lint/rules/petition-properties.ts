/** `zeebe:properties` that petition work gives a meaning (design.md §2). */
import { propertiesOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import { statutoryClocks } from '../statutory-clocks.js';
import { executableProcessesOf, nodesOf, scopesIn } from '../walk.js';

const STATIONS: ReadonlySet<string> = new Set(['提出', '受理', '办理', '督办', '回复']);
/** All tasks of a procedure in the other instances of the case: who handled a matter does not review it. */
const OTHER_PROCEDURE = /^process:[A-Za-z_][\w.-]{0,127}$/;

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) {
    const properties = propertiesOf(node);
    const station = properties.get('station');
    if (station !== undefined && !STATIONS.has(station))
      report(node.id!, `${title(node)}的环节站点须为提出、受理、办理、督办、回复之一`);
    for (const clock of words(properties.get('clock'))) {
      const problem = clockProblem(node, clock);
      if (problem) report(node.id!, `${title(node)}的期限“${clock}”${problem}`);
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

/** An element may only do with a clock what the law lets it do; what the server would not carry out is refused here. */
function clockProblem(node: ModdleElement, mark: string): string | undefined {
  const [, action = '', name = ''] = /^([a-z]+):(.+)$/u.exec(mark) ?? [];
  if (!action) return '写法有误，应如 start:办结';
  const actions = statutoryClocks.get(name);
  if (!actions) return `不在期限表中，可用的有${[...statutoryClocks.keys()].join('、')}`;
  if (!actions.includes(action)) return `依法不能这样使用，「${name}」可用 ${actions.join('、')}`;
  if (action === 'extend' && node.$type !== 'bpmn:UserTask')
    return '只能写在用户任务上：由承办单位负责人在该任务中填写延长天数和理由';
  return undefined;
}

function separated(node: ModdleElement): string[] {
  return words(propertiesOf(node).get('separateFrom'));
}

function words(text: string | undefined): string[] {
  return text ? text.split(/[\s,，、]+/).filter(Boolean) : [];
}
