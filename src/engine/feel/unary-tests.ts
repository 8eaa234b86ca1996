/**
 * Unary tests of an input that is a list, a context or a time (DMN 1.3, table 55: a test that gives a list holds when the
 * input is in it). feelin looks in lists for the very same object; FEEL means an equal value.
 */
import { evaluate as interpret, parseUnaryTests, unaryTest as interpretTest } from 'feelin';

type Scope = Record<string, unknown>;
type TestNode = ReturnType<typeof parseUnaryTests>['topNode'];

/** @param scope holds the input under `?`. */
export function meetsUnaryTests(expression: string, scope: Scope): boolean {
  const input = scope['?'];
  if (input === null || typeof input !== 'object') return interpretTest(expression, scope).value === true;
  const tree = parseUnaryTests(expression, scope, undefined).topNode;
  const tests = tree.getChild('PositiveUnaryTests')?.getChildren('PositiveUnaryTest');
  if (!tests) return interpretTest(expression, scope).value === true;
  const holds = tests.some((test) => meetsOne(test, expression.slice(test.from, test.to), scope));
  return holds !== (tree.firstChild?.name === 'not');
}

function meetsOne(test: TestNode, text: string, scope: Scope): boolean {
  if (interpretTest(text, scope).value === true) return true;
  if (test.getChild('SimplePositiveUnaryTest')) return false;
  const value = interpret(text, scope).value;
  return Array.isArray(value) && [value, ...(value as unknown[])].some((item) => areEqual(item, scope['?']));
}

function areEqual(a: unknown, b: unknown): boolean {
  return interpret('a = b', { a, b }).value === true;
}
