/** Names that mappings and scripts write to. */
import { childrenOf, extensionOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { pathProblem } from '../names.js';
import { definitionsRule } from '../rule.js';
import { nodesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) {
    for (const name of writtenNames(node)) {
      const problem = pathProblem(name);
      if (problem) report(node.id!, problem);
    }
  }
});

function writtenNames(node: ModdleElement): string[] {
  const mapping = extensionOf(node, 'zeebe:IoMapping');
  const entries = mapping
    ? [...childrenOf(mapping, 'inputParameters'), ...childrenOf(mapping, 'outputParameters')]
    : [];
  const script = textOf(extensionOf(node, 'zeebe:Script'), 'resultVariable');
  return [...entries.map((entry) => textOf(entry, 'target') ?? ''), ...(script ? [script] : [])];
}
