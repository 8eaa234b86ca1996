/** Ids that are safe as names everywhere, unique, and not too many of them. */
import type { ModdleElement } from '../moddle.js';
import { definitionsRule } from '../rule.js';
import { MOST_ELEMENTS, countElements, descendantsOf, isSubProcess } from '../walk.js';

/** Levels of subprocesses. */
const DEEPEST_SCOPE = 8;
const ID_PATTERN = /^[A-Za-z_][\w.-]{0,127}$/;
const RESERVED_IDS: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);

export default definitionsRule((definitions, report) => {
  const seen = new Set<string>();
  for (const { element } of descendantsOf(definitions)) {
    const { id } = element;
    if (id === undefined || element.$type.startsWith('zeebe:')) continue;
    if (!ID_PATTERN.test(id))
      report(id, `编号“${id.slice(0, 40)}”只能用字母、数字、下划线、点和短横，并以字母开头，最长 128 个字符`);
    if (RESERVED_IDS.has(id)) report(id, `编号“${id}”是保留名称，请更换`);
    if (seen.has(id)) report(id, `编号“${id}”重复，请更换其中一个`);
    seen.add(id);
    if (isSubProcess(element) && scopeDepth(element) > DEEPEST_SCOPE)
      report(id, `子流程嵌套超过 ${DEEPEST_SCOPE} 层，请拆分流程`);
  }
  const count = countElements(definitions);
  if (count > MOST_ELEMENTS) report(definitions.id ?? '', `流程图有 ${count} 个元素，超过 ${MOST_ELEMENTS} 个，请拆分`);
});

function scopeDepth(element: ModdleElement): number {
  let depth = 0;
  for (let current: ModdleElement | undefined = element; current && isSubProcess(current); current = current.$parent)
    depth += 1;
  return depth;
}
