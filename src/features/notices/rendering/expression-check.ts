import Handlebars from 'handlebars';
import { MarkupReader } from './markup-check.js';
import type { TemplateProblem } from './rendering-errors.js';

/** Helpers that print or compute a value, and helpers that open a block. There are no others. */
export const valueHelpers = ['number', 'date', 'time', 'cn', 'ordinal', 'eq', 'or', 'lines'] as const;
export const blockHelpers = ['if', 'unless', 'each', 'with'] as const;

export const maximumTags = 500;
export const maximumDepth = 8;

/** Problems listed at most; a file with more is not a template. */
const maximumProblems = 100;

/** Parentheses open at once, in the file's text and expressions together. */
const maximumParentheses = 20;

/** Names that lead to a prototype or out of the data. */
const reservedNames = new Set([
  '__proto__',
  'constructor',
  'prototype',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);

type Options = {
  /** Line of the file on which `body` begins. */
  firstLine: number;
  /** First names of paths the template may not read, with the reason. */
  withheld: ReadonlyMap<string, string>;
};

/** Every problem of a template's body; empty when it may be compiled. Never throws. */
export function checkExpressions(body: string, options: Options): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const offset = options.firstLine - 1;
  const tags = body.split('{{').length - 1;
  if (tags > maximumTags) {
    return [{ line: options.firstLine, code: 'too-many-tags', message: `表达式有${tags}处，最多${maximumTags}处` }];
  }
  if (nestsDeeply(body)) {
    return [{ line: options.firstLine, code: 'too-deep', message: `半角括号嵌套超过${maximumParentheses}层` }];
  }
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(body);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const line = Number(/line (\d+)/i.exec(text)?.[1] ?? 1);
    return [{ line: line + offset, code: 'syntax', message: `表达式写法有误：${text.split('\n')[0]}` }];
  }
  const report = (line: number, code: string, message: string): void => {
    if (problems.length < maximumProblems) problems.push({ line: line + offset, code, message });
  };
  new BodyChecker(report, options.withheld).check(program);
  return problems;
}

/**
 * Handlebars' parser takes time with the third power of nested parentheses (4,000: 100 s), so they are counted before it.
 * Counting all text is deliberate: where an expression ends is the parser's to say, and real text closes what it opens.
 */
function nestsDeeply(body: string): boolean {
  let open = 0;
  for (const [parenthesis] of body.matchAll(/[()]/g)) {
    open = parenthesis === '(' ? open + 1 : Math.max(0, open - 1);
    if (open > maximumParentheses) return true;
  }
  return false;
}

class BodyChecker {
  private readonly markup = new MarkupReader();

  constructor(
    private readonly report: (line: number, code: string, message: string) => void,
    private readonly withheld: Options['withheld'],
  ) {}

  check(program: hbs.AST.Program): void {
    this.program(program, 0, 1);
  }

  private program(program: hbs.AST.Program, depth: number, line: number): void {
    if (depth > maximumDepth) {
      this.report(line, 'too-deep', `区块嵌套超过${maximumDepth}层`);
      return;
    }
    const before = this.markup.depth;
    for (const statement of program.body) this.statement(statement, depth);
    if (!this.markup.settle(before)) this.report(line, 'markup', '区块内打开的元素须在同一区块内结束');
  }

  private statement(statement: hbs.AST.Statement, depth: number): void {
    const line = statement.loc.start.line;
    switch (statement.type) {
      case 'ContentStatement': {
        const text = (statement as hbs.AST.ContentStatement).original as unknown as string;
        this.markup.read(text, (at, code, message) =>
          this.report(line + text.slice(0, at).split('\n').length - 1, code, message),
        );
        return;
      }
      case 'CommentStatement':
        return;
      case 'MustacheStatement':
        this.mustache(statement as hbs.AST.MustacheStatement, line);
        return;
      case 'BlockStatement':
        this.block(statement as hbs.AST.BlockStatement, depth, line);
        return;
      case 'PartialStatement':
      case 'PartialBlockStatement':
        this.report(line, 'partial', '不允许引用其他模板（{{> …}}）');
        return;
      case 'Decorator':
      case 'DecoratorBlock':
        this.report(line, 'decorator', '不允许使用装饰器和内嵌模板（{{* …}}、{{#> …}}）');
        return;
      default:
        this.report(line, 'syntax', `不允许的语句 ${statement.type}`);
    }
  }

  private mustache(statement: hbs.AST.MustacheStatement, line: number): void {
    if (!statement.escaped) this.report(line, 'raw-output', '不允许不转义的输出（{{{ }}} 或 {{& }}），请写成 {{ }}');
    this.call(statement, line, valueHelpers, 0);
  }

  private block(statement: hbs.AST.BlockStatement, depth: number, line: number): void {
    const name = pathOf(statement.path)?.original;
    if (name === undefined || !(blockHelpers as readonly string[]).includes(name)) {
      this.report(line, 'unknown-helper', `不认识的区块“${name ?? ''}”，可用：${blockHelpers.join('、')}`);
    }
    if (statement.params.length !== 1) this.report(line, 'arguments', `区块“${name ?? ''}”须有且只有一个条件或列表`);
    this.call(statement, line, blockHelpers, 0);
    this.program(statement.program, depth + 1, line);
    // Handlebars wraps `{{else if}}` in a program of its own: a chain is as deep as it is long.
    if (statement.inverse) this.program(statement.inverse, depth + 1, line);
  }

  /** A helper with arguments, or a plain value. */
  private call(
    node: { path: hbs.AST.Node; params: hbs.AST.Expression[]; hash?: hbs.AST.Hash },
    line: number,
    helpers: readonly string[],
    depth: number,
  ): void {
    const path = pathOf(node.path);
    const called = node.params.length > 0 || depth > 0;
    if (!path) this.report(line, 'syntax', '花括号内须写字段名或函数名');
    else if (called && !helpers.includes(path.original)) {
      this.report(line, 'unknown-helper', `不认识的函数“${path.original}”，可用：${valueHelpers.join('、')}`);
    } else if (!called && !helpers.includes(path.original)) this.path(path, line);
    else if (!called && path.original !== 'number' && helpers === valueHelpers) {
      this.report(line, 'arguments', `函数“${path.original}”缺少参数`);
    }
    if (path?.original === 'number' && called) this.report(line, 'arguments', '编号只能单独写作 {{number}}');
    if (node.hash && node.hash.pairs.length > 0) this.report(line, 'arguments', '不允许使用“名称=值”形式的参数');
    for (const parameter of node.params) this.parameter(parameter, line, depth + 1);
  }

  private parameter(expression: hbs.AST.Expression, line: number, depth: number): void {
    if (depth > maximumDepth) this.report(line, 'too-deep', `函数嵌套超过${maximumDepth}层`);
    else if (expression.type === 'SubExpression') {
      this.call(expression as hbs.AST.SubExpression, line, valueHelpers, depth);
    } else {
      const path = pathOf(expression);
      if (path?.original === 'number') this.report(line, 'arguments', '编号只能单独写作 {{number}}，不能用于判断');
      else if (path) this.path(path, line);
    }
  }

  private path(path: hbs.AST.PathExpression, line: number): void {
    const [first] = path.parts;
    if (path.parts.some((part) => reservedNames.has(part))) {
      this.report(line, 'reserved-name', `不允许的字段名“${path.original}”`);
    }
    // `@root` is a second way to the same data; `@index` and its like belong to `each`.
    if (path.data && !['index', 'key', 'first', 'last'].includes(path.parts.join('.'))) {
      this.report(line, 'reserved-name', `不允许使用“${path.original}”`);
    }
    const reason = first === undefined || path.data ? undefined : this.withheld.get(first);
    if (reason !== undefined) this.report(line, 'withheld', `不允许使用“${path.original}”：${reason}`);
  }
}

function pathOf(node: hbs.AST.Node): hbs.AST.PathExpression | undefined {
  return node.type === 'PathExpression' ? (node as hbs.AST.PathExpression) : undefined;
}
