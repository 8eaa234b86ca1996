/** Where a process and a subprocess begin. */
import { eventDefinitionsOf } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import { scopesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const { element, nodes } of scopesOf(definitions)) {
    const isProcess = element.$type === 'bpmn:Process';
    const starts = nodes.filter((node) => node.$type === 'bpmn:StartEvent');
    const blank = starts.filter((node) => eventDefinitionsOf(node).length === 0);
    if (starts.length === 0) report(element.id!, `${title(element)}没有开始事件，请添加`);
    if (blank.length > 1) report(element.id!, `${title(element)}有 ${blank.length} 个空开始事件，只能保留一个`);
    if (isProcess || starts.length === 0) continue;
    for (const typed of starts.filter((node) => !blank.includes(node))) {
      report(typed.id!, `子流程内的开始事件${title(typed)}须为空开始事件`);
    }
  }
});
