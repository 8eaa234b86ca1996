import fc from 'fast-check';
import { testHost } from '../../../test/builders/engine-run.js';
import { unaryTest } from '../feel/feel.js';
import { meetsConstant, readEntry, readTests } from './constants.js';
import type { PlainValue } from './constants.js';

const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: -200, max: 200 }).map((n) => n / 10),
);
const constant = fc.oneof(
  number.map(String),
  fc.constantFrom('"a"', '"b, c"', '"(x)"', '"有效"', 'true', 'false', 'null'),
);
const interval = fc
  .tuple(fc.constantFrom('[', '(', ']'), number, number, fc.constantFrom(']', ')', '['))
  .map(([open, a, b, close]) => `${open}${Math.min(a, b)}..${Math.max(a, b)}${close}`);
const comparison = fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '< ', '>= '), number).map(([op, n]) => `${op}${n}`);
const tests = fc
  .tuple(
    fc.array(fc.oneof(constant, interval, comparison), { minLength: 1, maxLength: 4 }),
    fc.boolean(),
    fc.constantFrom(',', ', '),
  )
  .map(([pieces, negated, comma]) => (negated ? `not(${pieces.join(comma)})` : pieces.join(comma)));
const input: fc.Arbitrary<PlainValue> = fc.oneof(
  number,
  fc.constantFrom('a', 'b, c', '(x)', '有效', 'z', true, false, null),
);

describe('constant tests', () => {
  it('decide as the FEEL interpreter does', () => {
    fc.assert(
      fc.property(tests, input, (text, value) => {
        const { constant: read } = readTests(text);
        expect(read).toBeDefined();
        // The interpreter compares true as 1 and text as a number where the standard knows no order.
        if (typeof value !== 'number' && /[<>]|\.\./.test(text)) return;
        expect(meetsConstant(read!, value)).toBe(unaryTest(text, value, {}, testHost()));
      }),
      { numRuns: 500 },
    );
  });

  it('know no order between a number and anything else', () => {
    for (const value of ['5', true, null]) {
      for (const text of ['> 3', '< 9', '[0..9]']) expect(meetsConstant(readTests(text).constant!, value)).toBe(false);
    }
  });

  it.each([
    'x',
    '"a\\"b"',
    '"a" + "b"',
    '> x',
    '> "a"',
    '[x..3]',
    '[3..1]',
    '1 + 1',
    'f(1, 2)',
    '[1, 2]',
    '1, -',
    '"a',
    '// x\n1',
    '@"2026-01-01"',
    '1e3',
    '1234567890123',
  ])('leave %s to the interpreter', (text) => expect(readTests(text).constant).toBeUndefined());
});

describe('constant entries', () => {
  it.each<[string, unknown]>([
    ['1', 1],
    ['-1.5', -1.5],
    [' "a" ', 'a'],
    ['""', ''],
    ['true', true],
    ['null', null],
    ['x', undefined],
    ['"a" + "b"', undefined],
    ['"a\\n"', undefined],
  ])('%s is %s', (text, value) => expect(readEntry(text).constant).toBe(value));
});
