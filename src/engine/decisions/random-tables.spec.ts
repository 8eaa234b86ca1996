/** Random tables over one number: what hit policies have to do with each other. */
import fc from 'fast-check';
import { decision, dmnText, table } from '../../../test/builders/dmn-text.js';
import { testHost } from '../../../test/builders/engine-run.js';
import type { Json } from '../ports.js';
import { compileDecisions } from './compile-decisions.js';
import { decide } from './decide.js';

interface Rule {
  from: number;
  to: number;
  output: number;
}

const rule: fc.Arbitrary<Rule> = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 5 }))
  .map(([from, length, output]) => ({ from, to: from + length, output }));
const rules = fc.array(rule, { minLength: 1, maxLength: 8 });
const x = fc.integer({ min: 0, max: 30 });

/** Rules that follow each other without overlap. */
const disjoint = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 5 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps) => {
    let next = 0;
    return steps.map(([gap, length, output]) => {
      const from = next + gap;
      next = from + length + 1;
      return { from, to: from + length, output };
    });
  });

async function decided(
  policy: string,
  list: readonly Rule[],
  value: number,
  aggregation?: string,
): Promise<Json | Error> {
  const file = dmnText(
    decision(
      'd',
      table({
        policy,
        ...(aggregation && { aggregation }),
        inputs: ['x'],
        outputs: [{ name: 'r', allowed: '5, 4, 3, 2, 1' }],
        rules: list.map(({ from, to, output }) => [`[${from}..${to}]`, String(output)]),
      }),
    ),
  );
  const { output, failure } = decide(await compileDecisions(file), 'd', { x: value }, testHost());
  return failure ? new Error(failure.message) : output;
}

const hitsOf = (list: readonly Rule[], value: number): number[] =>
  list.filter(({ from, to }) => value >= from && value <= to).map(({ output }) => output);

const check = (property: fc.IAsyncProperty<[Rule[], number]>): Promise<void> => fc.assert(property, { numRuns: 50 });

describe('random tables', () => {
  it('agree under every single-hit policy when their rules do not overlap', async () => {
    await check(
      fc.asyncProperty(disjoint, x, async (list, value) => {
        const expected = hitsOf(list, value)[0] ?? null;
        for (const policy of ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY'])
          expect(await decided(policy, list, value)).toBe(expected);
      }),
    );
  });

  it('are refused by UNIQUE exactly when several rules match, by ANY when these differ', async () => {
    await check(
      fc.asyncProperty(rules, x, async (list, value) => {
        const hits = hitsOf(list, value);
        expect((await decided('UNIQUE', list, value)) instanceof Error).toBe(hits.length > 1);
        expect((await decided('ANY', list, value)) instanceof Error).toBe(new Set(hits).size > 1);
      }),
    );
  });

  it('list the same hits under RULE ORDER, OUTPUT ORDER and COLLECT, of which FIRST and PRIORITY give the first', async () => {
    await check(
      fc.asyncProperty(rules, x, async (list, value) => {
        const hits = hitsOf(list, value);
        const listed = hits.length > 0 ? hits : null;
        expect(await decided('RULE ORDER', list, value)).toEqual(listed);
        expect(await decided('COLLECT', list, value)).toEqual(listed);
        expect(await decided('FIRST', list, value)).toBe(hits[0] ?? null);
        const ordered = [...hits].sort((a, b) => b - a);
        expect(await decided('OUTPUT ORDER', list, value)).toEqual(listed && ordered);
        expect(await decided('PRIORITY', list, value)).toBe(ordered[0] ?? null);
      }),
    );
  });

  it('are added up, counted and compared by the aggregations', async () => {
    await check(
      fc.asyncProperty(rules, x, async (list, value) => {
        const hits = hitsOf(list, value);
        const of = (aggregation: string) => decided('COLLECT', list, value, aggregation);
        expect(await of('COUNT')).toBe(hits.length || null);
        expect(await of('SUM')).toBe(hits.length ? hits.reduce((sum, hit) => sum + hit, 0) : null);
        expect(await of('MIN')).toBe(hits.length ? Math.min(...hits) : null);
        expect(await of('MAX')).toBe(hits.length ? Math.max(...hits) : null);
      }),
    );
  });
});
