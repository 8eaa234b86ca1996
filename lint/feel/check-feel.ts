/**
 * What can be seen of a FEEL expression without data. Runs in the browser's modeler and in the server's deployment check.
 */
import { parser, trackVariables } from '@bpmn-io/lezer-feel';

/** Characters; a longer rule belongs into a decision table. */
export const LONGEST_EXPRESSION = 4_000;
/** Rounds of one iteration over numbers that are written out. */
export const MOST_ROUNDS = 10_000;
/** `for` inside `for` inside a filter: more levels multiply over the same data. */
const DEEPEST_ITERATION = 2;
/** Brackets within brackets; the parser needs more than a second for a thousand of them. */
const DEEPEST_BRACKET = 32;
/** Problems told of one expression: who mends ten will look again. */
const MOST_PROBLEMS = 10;

/** Functions the Minqing profile adds (design.md §2). Their names are reserved. */
export const PROFILE_FUNCTIONS: readonly string[] = [
  'addCalendarDays',
  'addWorkingDays',
  'due',
  'expires',
  'warn',
  'now',
  'today',
  'matches',
  'replace',
  'split',
];

/** Built-in functions of FEEL as feelin 8.2 has them. Their names are reserved. */
export const FEEL_BUILTINS: readonly string[] = [
  'number',
  'string',
  'date',
  'date and time',
  'time',
  'duration',
  'years and months duration',
  'not',
  'substring',
  'string length',
  'upper case',
  'lower case',
  'substring before',
  'substring after',
  'contains',
  'starts with',
  'ends with',
  'string join',
  'list contains',
  'list replace',
  'count',
  'min',
  'max',
  'sum',
  'mean',
  'all',
  'any',
  'sublist',
  'append',
  'concatenate',
  'insert before',
  'remove',
  'reverse',
  'index of',
  'union',
  'distinct values',
  'flatten',
  'product',
  'median',
  'stddev',
  'mode',
  'decimal',
  'floor',
  'ceiling',
  'abs',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'modulo',
  'sqrt',
  'log',
  'exp',
  'odd',
  'even',
  'is',
  'before',
  'after',
  'meets',
  'met by',
  'overlaps',
  'overlaps before',
  'overlaps after',
  'finishes',
  'finished by',
  'includes',
  'during',
  'starts',
  'started by',
  'coincides',
  'day of year',
  'day of week',
  'month of year',
  'week of year',
  'sort',
  'get value',
  'get entries',
  'context',
  'context merge',
  'context put',
];

const KNOWN_FUNCTIONS: ReadonlySet<string> = new Set([...PROFILE_FUNCTIONS, ...FEEL_BUILTINS]);
const ITERATIONS: ReadonlySet<string> = new Set(['ForExpression', 'QuantifiedExpression', 'FilterExpression']);

export interface FeelProblem {
  /** A Chinese sentence that says what to change. */
  message: string;
  /** Place in the expression, in characters from 0. */
  from: number;
  to: number;
}

export type FeelDialect = 'expression' | 'unaryTests';

/** Strict: finding a way on after an error takes the parser up to a third of a second, and only the first error is told. */
const parsers = {
  expression: parser.configure({ top: 'Expression', contextTracker: trackVariables({}), strict: true }),
  unaryTests: parser.configure({ top: 'UnaryTests', contextTracker: trackVariables({}), strict: true }),
};

/** @param expression without the leading `=` of the diagram. */
export function checkFeel(expression: string, dialect: FeelDialect = 'expression'): FeelProblem[] {
  const whole = { from: 0, to: expression.length };
  if (expression.trim() === '') return [{ message: '表达式为空，请填写', ...whole }];
  if (expression.length > LONGEST_EXPRESSION) {
    return [{ message: `表达式超过 ${LONGEST_EXPRESSION} 个字符，请拆开或改用决策表`, ...whole }];
  }
  if (expression.includes('${')) return [{ message: '不支持“${…}”写法，请改用 FEEL 表达式', ...whole }];
  if (dialect === 'expression' && /^\s*(=|!=|<|>)/.test(expression))
    return [{ message: '表达式开头多了比较符号，请删除', ...whole }];
  const withoutTexts = expression.replace(TEXT, '""');
  if (bracketDepth(withoutTexts) > DEEPEST_BRACKET)
    return [{ message: `括号嵌套超过 ${DEEPEST_BRACKET} 层，请简化表达式`, ...whole }];
  try {
    return checkTree(parsers[dialect].parse(expression), expression).slice(0, MOST_PROBLEMS);
  } catch (error) {
    const [, place] = /^No parse at (\d+)$/.exec((error as Error).message) ?? [];
    if (place === undefined) throw error;
    const from = Number(place);
    return [{ message: `表达式在第 ${from + 1} 个字符附近写法有误`, from, to: expression.length }];
  }
}

const TEXT = /"(?:\\.|[^"\\])*"/g;

function bracketDepth(expression: string): number {
  let depth = 0;
  let deepest = 0;
  for (const letter of expression) {
    if ('([{'.includes(letter)) deepest = Math.max(deepest, (depth += 1));
    else if (')]}'.includes(letter)) depth -= 1;
  }
  return deepest;
}

type Tree = ReturnType<typeof parser.parse>;

function checkTree(tree: Tree, expression: string): FeelProblem[] {
  const problems: FeelProblem[] = [];
  let depth = 0;
  tree.iterate({
    enter(node) {
      const place = { from: node.from, to: node.to };
      if (ITERATIONS.has(node.name)) {
        depth += 1;
        if (depth > DEEPEST_ITERATION)
          problems.push({ message: `循环嵌套超过 ${DEEPEST_ITERATION} 层，请简化表达式`, ...place });
      }
      if (node.name === 'InExpressions') {
        const message = rangeProblem(expression.slice(node.from, node.to).replace(TEXT, '""'));
        if (message) problems.push({ message, ...place });
      }
      if (node.name === 'FunctionDefinition') problems.push({ message: '表达式中不能自定义函数', ...place });
      if (node.name === 'FunctionInvocation') {
        const name = node.node.firstChild ? expression.slice(node.node.firstChild.from, node.node.firstChild.to) : '';
        const known = KNOWN_FUNCTIONS.has(name.replace(/\s+/g, ' ').trim());
        if (!known) problems.push({ message: `没有名为“${name.slice(0, 40)}”的函数`, ...place });
      }
    },
    leave(node) {
      if (ITERATIONS.has(node.name)) depth -= 1;
    },
  });
  return problems;
}

const WRITTEN_RANGE = /(-?\s*\d+(?:\.\d+)?)\s*\.\.\s*(-?\s*\d+(?:\.\d+)?)/g;

/** Ranges an iteration runs over, as far as they are numbers: feelin counts them one by one, and never arrives at a fraction. */
function rangeProblem(iteration: string): string | undefined {
  let rounds = 1;
  for (const [text, from, to] of iteration.matchAll(WRITTEN_RANGE)) {
    const [first, last] = [from, to].map((bound) => Number(bound!.replace(/\s/g, '')));
    if (!Number.isInteger(first) || !Number.isInteger(last)) return `循环的范围“${text}”须为整数`;
    rounds *= Math.abs(last! - first!) + 1;
  }
  return rounds > MOST_ROUNDS ? `循环 ${rounds} 次，超过 ${MOST_ROUNDS} 次，请减小范围` : undefined;
}
