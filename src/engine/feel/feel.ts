/**
 * FEEL (DMN 1.3, friendly enough expression language) over the feelin interpreter.
 *
 * Every evaluation is a single pass over the text the diagram's author wrote: variables are values only and never text to
 * be evaluated again.
 */
import { evaluate as interpret, unaryTest as interpretTest } from 'feelin';
import { FEEL_BUILTINS, LONGEST_EXPRESSION, PROFILE_FUNCTIONS, checkFeel } from '../../../lint/feel/check-feel.js';
import type { Json, Variables } from '../ports.js';
import { FeelError } from './feel-error.js';
import { profileFunctions } from './functions.js';
import type { FeelHost, Reads } from './functions.js';
import { withinTime } from './time-limit.js';
import { meetsUnaryTests } from './unary-tests.js';
import { mentionedValues, mentionedVariables, toJson, visibleValue } from './values.js';

export { FeelError } from './feel-error.js';
export type { FeelHost } from './functions.js';
export type { FeelProblem } from '../../../lint/feel/check-feel.js';

/** Milliseconds when the host names no limit. */
export const DEFAULT_MILLIS = 200;
/** Names of functions: they win over variables. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([...FEEL_BUILTINS, ...PROFILE_FUNCTIONS]);
const MAY_BE_SLOW = /\[|\{|\b(for|some|every|function)\b/;
const CALLS = /([\p{L}\p{N}_]+)\s*\(/gu;
const CHEAP_CALLS: ReadonlySet<string> = new Set([
  ...PROFILE_FUNCTIONS,
  'not',
  'date',
  'time',
  'duration',
  'and',
  'or',
  'if',
  'then',
  'else',
  'in',
]);

export interface Evaluation {
  value: Json;
  /** True when the expression read a statutory clock through `due()`. */
  usesClock: boolean;
  /** True when it counted days with the working-day calendar. */
  usesCalendar?: true;
}

/**
 * The value of an expression (without the leading `=` of the diagram) as plain JSON.
 * @throws FeelError when it is not well formed, calls a function wrongly, takes too long or gives something unsaveable.
 */
export function evaluate(expression: string, variables: Variables, host: FeelHost): Json {
  return evaluateWithClocks(expression, variables, host).value;
}

/** As {@link evaluate}, and whether a statutory clock or the calendar was read. */
export function evaluateWithClocks(expression: string, variables: Variables, host: FeelHost): Evaluation {
  const reads: Reads = { clock: false, calendar: false };
  const value = run(expression, host, () => {
    const scope = scopeOf(expression, variables, host, reads);
    return toJson(interpret(expression, scope).value);
  });
  return { value, usesClock: reads.clock, ...(reads.calendar && { usesCalendar: true }) };
}

/**
 * Whether `input` meets a FEEL unary test such as `> 3, "有效"`.
 * @throws FeelError as {@link evaluate}, and when the test gives no boolean.
 */
export function unaryTest(expression: string, input: Json, variables: Variables, host: FeelHost): boolean {
  return run(expression, host, () => {
    const scope = scopeOf(expression, variables, host);
    const result = interpretTest(expression, { ...scope, '?': input }).value;
    if (typeof result !== 'boolean') throw new FeelError(`条件“${expression}”没有得出是或否`, expression);
    return result;
  });
}

/**
 * What the expressions of one decision see. `named` are results and inputs under names that the decision's author chose,
 * which may be of several words; they win over variables, not over functions. They are FEEL values: a date is a date.
 */
export interface DecisionScope {
  variables: Variables;
  named: Readonly<Record<string, unknown>>;
}

/**
 * As {@link evaluate}, but the result stays a FEEL value and nothing bounds the time: a decision has many expressions, and
 * its caller bounds them together.
 */
export function evaluateInDecision(expression: string, { variables, named }: DecisionScope, host: FeelHost): unknown {
  return explained(expression, () => {
    const scope = scopeOf(expression, variables, host, undefined, named);
    return interpret(expression, scope).value;
  });
}

/** A variable as an expression of the decision sees it; null when there is none. */
export function variableIn({ variables, named }: DecisionScope, name: string): unknown {
  const owner = Object.hasOwn(named, name) ? named : variables;
  return Object.hasOwn(owner, name) ? visibleValue(owner[name]) : null;
}

/** As {@link unaryTest}, with FEEL values and without a time limit. */
export function testInDecision(
  expression: string,
  input: unknown,
  { variables, named }: DecisionScope,
  host: FeelHost,
): boolean {
  return explained(expression, () => {
    const scope = scopeOf(expression, variables, host, undefined, named);
    return meetsUnaryTests(expression, { ...scope, '?': input });
  });
}

/**
 * The value of a condition.
 * @throws FeelError when it is not a boolean: a missing variable gives null, which is an error and never “false”.
 */
export function evaluateCondition(expression: string, variables: Variables, host: FeelHost): boolean {
  const value = evaluate(expression, variables, host);
  if (typeof value !== 'boolean') {
    throw new FeelError(`条件“${expression}”没有得出是或否，请检查所用变量是否已填写`, expression);
  }
  return value;
}

/** Everything wrong with an expression that can be seen without data. */
export const check = checkFeel;

function scopeOf(
  expression: string,
  variables: Variables,
  host: FeelHost,
  reads: Reads = { clock: false, calendar: false },
  named: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    ...mentionedVariables(expression, variables, RESERVED_NAMES),
    ...mentionedValues(expression, named),
    ...profileFunctions(host, reads),
  };
}

function run<T>(expression: string, host: FeelHost, task: () => T): T {
  const most = host.limits?.feelMillis ?? DEFAULT_MILLIS;
  const { allowance } = host;
  const limited = (left: number): T => {
    if (!mayBeSlow(expression)) return task();
    return left < most ? withinTime(left, task, allowance?.used) : withinTime(most, task);
  };
  return explained(expression, () => (allowance ? allowance.spend(limited) : limited(most)));
}

function explained<T>(expression: string, task: () => T): T {
  if (expression.length > LONGEST_EXPRESSION) throw new FeelError(`表达式超过 ${LONGEST_EXPRESSION} 个字符`);
  try {
    return task();
  } catch (error) {
    if (error instanceof FeelError)
      throw new FeelError(`表达式“${shortened(expression)}”：${error.message}`, expression);
    throw new FeelError(`表达式“${shortened(expression)}”有误`, expression);
  }
}

function mayBeSlow(expression: string): boolean {
  if (MAY_BE_SLOW.test(expression)) return true;
  for (const [, name] of expression.matchAll(CALLS)) {
    if (!CHEAP_CALLS.has(name!)) return true;
  }
  return false;
}

function shortened(expression: string): string {
  return expression.length > 80 ? `${expression.slice(0, 80)}…` : expression;
}
