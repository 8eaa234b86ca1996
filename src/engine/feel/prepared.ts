/**
 * What deployment can prepare of an expression.
 *
 * feelin parses at every call and exports no compiled form, and its grammar depends on the names in scope; what is left to
 * prepare is which names an expression can mention, and the expressions that need no interpreter at all: constants and
 * plain variables, which are most of the mappings, correlation keys and assignees people draw.
 */
import { FEEL_BUILTINS, PROFILE_FUNCTIONS } from '../../../lint/feel/check-feel.js';
import type { Json, Variables } from '../ports.js';
import { evaluateWithClocks } from './feel.js';
import type { Evaluation, FeelHost } from './feel.js';
import { PLAIN_NAME, toJson, visibleValue } from './values.js';

export interface PreparedExpression {
  /** FEEL without the leading `=`. */
  readonly text: string;
  /** Names that may be variables. */
  readonly names: readonly string[];
  /** The value of an expression that has always the same. */
  readonly constant?: Json;
  /** The expression is nothing but this variable. */
  readonly variable?: string;
}

const NAMES = /[\p{L}_][\p{L}\p{N}_]*/gu;
const KEYWORDS =
  'null true false if then else for in return some every satisfies and or not between instance of function item partial'.split(
    ' ',
  );
const NO_VARIABLE: ReadonlySet<string> = new Set([...KEYWORDS, ...FEEL_BUILTINS, ...PROFILE_FUNCTIONS]);
const WORDS: Readonly<Record<string, Json>> = { null: null, true: true, false: false };
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Without escapes, which FEEL and JSON write differently. */
const PLAIN_STRING = /^"[^"\\\n\r]*"$/;

export function prepare(expression: string): PreparedExpression {
  const text = expression.trim();
  const names = [...new Set(text.match(NAMES))];
  const constant = constantOf(text);
  if (constant !== undefined) return { text, names: [], constant };
  if (PLAIN_NAME.test(text) && !NO_VARIABLE.has(text)) return { text, names, variable: text };
  return { text, names };
}

function constantOf(text: string): Json | undefined {
  if (Object.hasOwn(WORDS, text)) return WORDS[text];
  if (NUMBER.test(text)) return Number(text);
  return PLAIN_STRING.test(text) ? text.slice(1, -1) : undefined;
}

/**
 * The value of a prepared expression; only the variables it can mention are looked up.
 * @throws FeelError as {@link evaluateWithClocks}.
 */
export function evaluatePrepared(
  expression: PreparedExpression,
  lookUp: (name: string) => Json | undefined,
  host: FeelHost,
): Evaluation {
  if (expression.constant !== undefined) return { value: expression.constant, usesClock: false };
  if (expression.variable !== undefined) {
    return { value: toJson(visibleValue(lookUp(expression.variable) ?? null)), usesClock: false };
  }
  const variables: Variables = {};
  for (const name of expression.names) {
    const value = lookUp(name);
    if (value !== undefined) variables[name] = value;
  }
  return evaluateWithClocks(expression.text, variables, host);
}
