import { decision, dmnText, table } from '../../../test/builders/dmn-text.js';
import type { TableOptions } from '../../../test/builders/dmn-text.js';
import { testHost } from '../../../test/builders/engine-run.js';
import type { Json, Variables } from '../ports.js';
import { compileDecisions } from './compile-decisions.js';
import { decide } from './decide.js';
import type { DecisionEvaluation } from './decide.js';
import { DecisionsRejected } from './decisions-rejected.js';

async function evaluation(options: TableOptions, variables: Variables): Promise<DecisionEvaluation> {
  const graph = await compileDecisions(dmnText(decision('d', table(options))));
  return decide(graph, 'd', variables, testHost());
}

async function result(options: TableOptions, variables: Variables): Promise<Json> {
  const { output, failure } = await evaluation(options, variables);
  expect(failure).toBeUndefined();
  return output;
}

async function failure(options: TableOptions, variables: Variables): Promise<string> {
  return (await evaluation(options, variables)).failure!.message;
}

async function refusal(options: TableOptions): Promise<string[]> {
  const reason: unknown = await compileDecisions(dmnText(decision('d', table(options)))).catch(
    (error: unknown) => error,
  );
  expect(reason).toBeInstanceOf(DecisionsRejected);
  return (reason as DecisionsRejected).problems.map(
    ({ elementId, rule, message }) => `${elementId} ${rule} ${message}`,
  );
}

/** Rules that overlap between 10 and 20. */
const overlapping = (policy: string, more: Partial<TableOptions> = {}): TableOptions => ({
  policy,
  inputs: ['age'],
  outputs: ['kind'],
  rules: [
    ['< 20', '"young"'],
    ['>= 10', '"old"'],
  ],
  ...more,
});

/** Discount of a customer: three rules, of which the second and third may hold together. */
const ordered = (policy: string): TableOptions => ({
  policy,
  inputs: ['points', 'member'],
  outputs: [{ name: 'discount', allowed: '"high", "middle", "none"' }],
  rules: [
    ['< 100', '-', '"none"'],
    ['>= 50', '-', '"middle"'],
    ['>= 50', 'true', '"high"'],
  ],
});

describe('UNIQUE', () => {
  it('gives the output of the one rule that matches', async () => {
    expect(await result(overlapping('UNIQUE'), { age: 5 })).toBe('young');
    expect(await result(overlapping('UNIQUE'), { age: 30 })).toBe('old');
  });

  it('is the policy of a table that names none', async () => {
    const unnamed = { ...overlapping('UNIQUE'), policy: undefined };
    expect(await failure(unnamed, { age: 15 })).toContain('UNIQUE');
  });

  it('is violated by two rules that match, even when they say the same', async () => {
    const same = overlapping('UNIQUE', {
      rules: [
        ['< 20', '"x"'],
        ['>= 10', '"x"'],
        ['> 90', '"y"'],
      ],
    });
    expect(await failure(same, { age: 15 })).toBe(
      '决策“d”：命中策略 UNIQUE 只允许一条规则命中，而第 1、2 条规则同时命中，请修改规则',
    );
  });

  it('gives null when no rule matches, and the default outputs where there are any', async () => {
    const gap = overlapping('UNIQUE', { rules: [['> 100', '"x"']] });
    expect(await result(gap, { age: 15 })).toBeNull();
    expect(await result({ ...gap, outputs: [{ name: 'kind', fallback: '"other"' }] }, { age: 15 })).toBe('other');
  });
});

describe('FIRST', () => {
  it('gives the output of the first rule that matches, in the order of the table', async () => {
    expect(await result(overlapping('FIRST'), { age: 15 })).toBe('young');
    expect(await result(overlapping('FIRST'), { age: 25 })).toBe('old');
  });

  it('does not look at the rules behind it', async () => {
    const table = overlapping('FIRST', {
      rules: [
        ['-', '"a"'],
        ['-', 'addWorkingDays("x", 1)'],
      ],
    });
    expect((await evaluation(table, { age: 1 })).evaluated[0]!.matchedRules.map(({ id }) => id)).toEqual(['r1']);
  });
});

describe('ANY', () => {
  it('lets rules overlap that say the same', async () => {
    const table = overlapping('ANY', {
      rules: [
        ['< 20', '"x"'],
        ['>= 10', '"x"'],
      ],
    });
    expect(await result(table, { age: 15 })).toBe('x');
  });

  it('compares all outputs, as values: 1.0 is 1, and the order of entries does not count', async () => {
    const table: TableOptions = {
      policy: 'ANY',
      outputs: ['a', 'b'],
      rules: [
        ['1', '{x: 1, y: 2}'],
        ['1.0', '{y: 2, x: 1}'],
      ],
    };
    expect(await result(table, {})).toEqual({ a: 1, b: { x: 1, y: 2 } });
  });

  it('is violated by rules that say different things', async () => {
    expect(await failure(overlapping('ANY'), { age: 15 })).toBe(
      '决策“d”：命中策略 ANY 要求同时命中的规则输出相同，而第 1、2 条规则的输出不同，请修改规则',
    );
  });
});

describe('PRIORITY', () => {
  it('gives the output that comes first among the allowed values', async () => {
    expect(await result(ordered('PRIORITY'), { points: 60, member: true })).toBe('high');
    expect(await result(ordered('PRIORITY'), { points: 60, member: false })).toBe('middle');
    expect(await result(ordered('PRIORITY'), { points: 10, member: true })).toBe('none');
  });

  it('goes through several outputs from left to right, without those that list no values', async () => {
    const table: TableOptions = {
      policy: 'PRIORITY',
      outputs: ['note', { name: 'a', allowed: '1, 2' }, { name: 'b', allowed: '"x", "y"' }],
      rules: [
        ['"first"', '2', '"x"'],
        ['"second"', '1', '"y"'],
        ['"third"', '1', '"x"'],
        ['"fourth"', '1', '"x"'],
      ],
    };
    expect(await result(table, {})).toEqual({ note: 'third', a: 1, b: 'x' });
  });

  it('needs a list of values to order by', async () => {
    expect(await refusal(overlapping('PRIORITY'))).toEqual([
      'table hit-policy 命中策略 PRIORITY 按输出的允许值排序，请至少为一个输出列出允许值',
    ]);
    const range = overlapping('PRIORITY', { outputs: [{ name: 'kind', allowed: '> 3' }], rules: [] });
    expect((await refusal(range))[0]).toContain('逐个列出的常量');
  });
});

describe('OUTPUT ORDER', () => {
  it('lists all outputs from the highest priority to the lowest', async () => {
    expect(await result(ordered('OUTPUT ORDER'), { points: 60, member: true })).toEqual(['high', 'middle', 'none']);
  });

  it('keeps the order of the rules among equal outputs', async () => {
    const table: TableOptions = {
      policy: 'OUTPUT ORDER',
      outputs: [{ name: 'a', allowed: '1, 2' }, 'note'],
      rules: [
        ['2', '"i"'],
        ['1', '"ii"'],
        ['2', '"iii"'],
        ['1', '"iv"'],
      ],
    };
    const notes = ((await result(table, {})) as { note: string }[]).map(({ note }) => note);
    expect(notes).toEqual(['ii', 'iv', 'i', 'iii']);
  });
});

describe('RULE ORDER', () => {
  it('lists all outputs in the order of the rules, equal ones too', async () => {
    const table = overlapping('RULE ORDER', {
      rules: [
        ['-', '"b"'],
        ['-', '"a"'],
        ['> 99', '"c"'],
        ['-', '"b"'],
      ],
    });
    expect(await result(table, { age: 1 })).toEqual(['b', 'a', 'b']);
  });

  it('lists one output too, and contexts where there are several outputs', async () => {
    expect(await result(overlapping('RULE ORDER'), { age: 5 })).toEqual(['young']);
    const table: TableOptions = {
      policy: 'RULE ORDER',
      outputs: ['a', 'b'],
      rules: [
        ['1', '2'],
        ['3', '4'],
      ],
    };
    expect(await result(table, {})).toEqual([
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ]);
  });
});

describe('COLLECT', () => {
  const amounts = (aggregation?: string, more: Partial<TableOptions> = {}): TableOptions => ({
    policy: 'COLLECT',
    ...(aggregation && { aggregation }),
    inputs: ['n'],
    outputs: ['amount'],
    rules: [
      ['> 0', '0.1'],
      ['> 10', '0.2'],
      ['> 20', '-5'],
      ['> 30', '0.2'],
    ],
    ...more,
  });

  it('lists the outputs of all rules that match', async () => {
    expect(await result(amounts(), { n: 40 })).toEqual([0.1, 0.2, -5, 0.2]);
    expect(await result(amounts(), { n: 5 })).toEqual([0.1]);
  });

  it.each<[string, number, Json]>([
    ['SUM', 15, 0.3],
    ['SUM', 40, -4.5],
    ['MIN', 40, -5],
    ['MAX', 40, 0.2],
    ['COUNT', 40, 4],
    ['COUNT', 5, 1],
  ])('%s of the rules that match %d is %d', async (aggregation, n, expected) => {
    expect(await result(amounts(aggregation), { n })).toBe(expected);
  });

  it.each(['SUM', 'MIN', 'MAX', 'COUNT', undefined])('%s of no rule is null, or the default', async (aggregation) => {
    expect(await result(amounts(aggregation), { n: 0 })).toBeNull();
    const table = amounts(aggregation, { outputs: [{ name: 'amount', fallback: '7' }] });
    expect(await result(table, { n: 0 })).toBe(7);
  });

  it('finds the earliest and the latest of dates', async () => {
    const dates = (aggregation: string) =>
      amounts(aggregation, {
        rules: [
          ['-', 'date("2026-06-05")'],
          ['-', 'date("2026-06-03")'],
          ['-', '@"2026-06-09"'],
        ],
      });
    expect(await result(dates('MIN'), { n: 1 })).toBe('2026-06-03');
    expect(await result(dates('MAX'), { n: 1 })).toBe('2026-06-09');
  });

  it('names the rules whose outputs cannot be added or compared', async () => {
    const mixed = (aggregation: string) =>
      amounts(aggregation, {
        rules: [
          ['-', '1'],
          ['-', '"x"'],
          ['-', 'null'],
        ],
      });
    expect(await failure(mixed('SUM'), { n: 1 })).toBe(
      '决策“d”：汇总 SUM 需要数字，而第 2、3 条规则的输出“amount”不是数字',
    );
    expect(await failure(mixed('MIN'), { n: 1 })).toContain('第 1、2、3 条规则');
    expect(await failure(amounts('MAX', { rules: [['-', '"x"']] }), { n: 1 })).toContain('不能比较');
  });

  it('takes an operator with one output only, and only COLLECT takes one', async () => {
    const two = amounts('COUNT', { outputs: ['a', 'b'], rules: [] });
    expect(await refusal(two)).toEqual(['table hit-policy 汇总 COUNT 只能用于一个输出，本表有 2 个']);
    expect(await refusal({ ...amounts('SUM'), policy: 'FIRST' })).toEqual([
      'table hit-policy 命中策略 FIRST 不能汇总，请改为 COLLECT 或去掉 SUM',
    ]);
    expect((await refusal({ ...amounts('MEAN') }))[0]).toContain('没有汇总方式“MEAN”');
    expect((await refusal(overlapping('LAST')))[0]).toContain('没有命中策略“LAST”');
  });
});
