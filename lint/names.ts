/** Names that expressions can read: of variables, data objects and properties. */
import { FEEL_BUILTINS, PROFILE_FUNCTIONS } from './feel/check-feel.js';

const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const KEYWORDS =
  'null true false if then else for in return some every satisfies and or between instance of function item partial';
/** Names an expression reads as something else; inside a path (`docket.number`) they are harmless. */
const RESERVED: ReadonlySet<string> = new Set([...FEEL_BUILTINS, ...PROFILE_FUNCTIONS, ...KEYWORDS.split(' ')]);

/** Whether a text is one plain name that FEEL reads as a variable. */
export function isVariableName(name: string): boolean {
  return nameProblem(name) === undefined;
}

/** Why a name cannot be a variable, as a Chinese sentence; undefined when it can. */
export function nameProblem(name: string): string | undefined {
  return stepProblem(name, name, true);
}

/** As {@link nameProblem} for a path such as `docket.number`. */
export function pathProblem(path: string): string | undefined {
  for (const [index, step] of path.split('.').entries()) {
    const problem = stepProblem(step, path, index === 0);
    if (problem) return problem;
  }
  return undefined;
}

function stepProblem(step: string, whole: string, isFirst: boolean): string | undefined {
  if (!NAME.test(step)) return `变量名“${whole.slice(0, 40)}”只能用文字、数字和下划线，并以文字开头`;
  if (PROTOTYPE_KEYS.has(step) || (isFirst && RESERVED.has(step))) return `变量名“${step}”是保留名称，请更换`;
  return undefined;
}
