/** Names that mappings, scripts, decisions and loops write to. */
import { inputsOf, loopOutputOf, outputsOf, variableOf } from '../data.js';
import { childOf, extensionOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { nameProblem, pathProblem } from '../names.js';
import { definitionsRule } from '../rule.js';
import { nodesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) {
    const targets = [...inputsOf(node), ...outputsOf(node)].map(({ target }) => target);
    for (const path of targets) {
      const problem = pathProblem(path);
      if (problem) report(node.id!, problem);
    }
    for (const name of writtenNames(node)) {
      const problem = name && nameProblem(name);
      if (problem) report(node.id!, problem);
    }
  }
});

/** Variables that are no mapping's; a path is not possible there. */
function writtenNames(node: ModdleElement): (string | undefined)[] {
  const loop = childOf(node, 'loopCharacteristics');
  const collection = loop && extensionOf(loop, 'zeebe:LoopCharacteristics');
  const items = loop ? [childOf(loop, 'inputDataItem'), childOf(loop, 'outputDataItem')] : [];
  return [
    textOf(extensionOf(node, 'zeebe:Script'), 'resultVariable'),
    textOf(extensionOf(node, 'zeebe:CalledDecision'), 'resultVariable'),
    textOf(extensionOf(node, 'zeebe:AdHoc'), 'outputCollection'),
    textOf(collection, 'inputElement'),
    textOf(collection, 'outputCollection'),
    loopOutputOf(node),
    ...items.map((item) => item && variableOf(item)),
  ];
}
