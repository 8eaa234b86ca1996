/** Names that mappings and scripts write to. */
import { FEEL_BUILTINS, PROFILE_FUNCTIONS } from '../feel/check-feel.js';
import { childrenOf, extensionOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule } from '../rule.js';
import { nodesOf } from '../walk.js';

const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Names an expression reads as something else; inside a path (`docket.number`) they are harmless. */
const RESERVED: ReadonlySet<string> = new Set([
  ...FEEL_BUILTINS,
  ...PROFILE_FUNCTIONS,
  'null',
  'true',
  'false',
  'if',
  'then',
  'else',
  'for',
  'in',
  'return',
  'some',
  'every',
  'satisfies',
  'and',
  'or',
  'between',
  'instance',
  'of',
  'function',
  'item',
  'partial',
]);

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) {
    for (const name of writtenNames(node)) {
      for (const [index, step] of name.split('.').entries()) {
        if (!NAME.test(step)) report(node.id!, `变量名“${name.slice(0, 40)}”只能用文字、数字和下划线，并以文字开头`);
        else if (PROTOTYPE_KEYS.has(step) || (index === 0 && RESERVED.has(step)))
          report(node.id!, `变量名“${step}”是保留名称，请更换`);
      }
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
