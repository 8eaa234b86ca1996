import {
  allowedValues,
  decision,
  dmnText,
  inputData,
  itemDefinition,
  literal,
} from '../../../test/builders/dmn-text.js';
import { failure, result, tableFile } from '../../../test/builders/dmn-decide.js';
import { testHost } from '../../../test/builders/engine-run.js';
import type { Json, Variables } from '../ports.js';
import { compileDecisions } from './compile-decisions.js';
import { decide } from './decide.js';

const host = testHost();

/** One input of any type, one rule; gives true when the cell holds. */
const cell = (test: string, typeRef?: string): string =>
  tableFile({
    inputs: [{ name: 'x', ...(typeRef && { typeRef }) }],
    outputs: [{ name: 'hit', fallback: 'false' }],
    rules: [[test, 'true']],
  });

describe('input entries', () => {
  it.each<[string, Json, boolean]>([
    ['', 1, true],
    ['-', null, true],
    ['3', 3, true],
    ['3', '3', false],
    ['"a"', 'a', true],
    ['"a", "b"', 'b', true],
    ['not("a", "b")', 'b', false],
    ['not("a")', 'c', true],
    ['not("a")', null, true],
    ['null', null, true],
    ['null', 0, false],
    ['not(null)', 0, true],
    ['true', true, true],
    ['true', false, false],
    ['false', false, true],
    ['false', null, false],
    ['< 3', 2.9, true],
    ['< 3', 3, false],
    ['>= 3', 3, true],
    ['> 3', null, false],
    ['> 3', '5', false],
    ['> 0', true, false],
    ['= 3', 3, true],
    ['!= 3', 4, true],
    ['!= 3', 3, false],
    ['[1..3]', 3, true],
    ['[1..3)', 3, false],
    ['(1..3]', 1, false],
    [']1..3[', 1, false],
    ['[1..3], > 10', 11, true],
    ['[1..3], > 10', 5, false],
    ['not([1..3])', 5, true],
    ['["a", "b"]', 'a', true],
    ['-1', -1, true],
    ['"a, b"', 'a, b', true],
    ['"(", ")"', ')', true],
    ['limit', 7, true],
    ['> limit', 8, true],
    ['limit, 9', 9, true],
    ['? > 3 and ? < limit', 5, true],
    ['? > 3 and ? < limit', 7, false],
    ['contains(?, "访")', '信访', true],
    ['starts with(?, "a")', 'ba', false],
    ['list contains(?, "a")', ['a', 'b'], true],
    ['some i in ? satisfies i > 2', [1, 3], true],
    ['? in [1, 2]', 2, true],
    ['{a: 1}', { a: 1 }, true],
    ['?.a = 1', { a: 1, b: 2 }, true],
    ['["a", "b"]', ['a', 'b'], true],
    ['["a", "b"]', ['a', 'c'], false],
    ['not(["a", "b"])', ['a', 'b'], false],
    ['[["a"], ["b", "c"]]', ['b', 'c'], true],
  ])('%s of %j is %s', async (test, x, hit) => {
    expect(await result(cell(test), 'd', { x, limit: 7 })).toBe(hit);
  });

  it.each<[string, string, string, boolean]>([
    ['< date("2026-07-01")', 'date', '2026-06-30', true],
    ['< date("2026-07-01")', 'date', '2026-07-01', false],
    ['[date("2026-06-01")..date("2026-06-30")]', 'date', '2026-06-30', true],
    ['date("2026-06-01"), date("2026-06-02")', 'date', '2026-06-02', true],
    ['[date("2026-06-01"), date("2026-06-02")]', 'date', '2026-06-02', true],
    ['[date("2026-06-01"), date("2026-06-02")]', 'date', '2026-06-03', false],
    ['> time("09:00:00")', 'time', '09:30:00', true],
    ['< date and time("2026-06-01T09:00:00+08:00")', 'dateTime', '2026-06-01T00:59:59Z', true],
    ['< date and time("2026-06-01T09:00:00+08:00")', 'dateTime', '2026-06-01T01:00:01Z', false],
    ['> duration("P3D")', 'dayTimeDuration', 'P4D', true],
    ['>= duration("P1Y")', 'yearMonthDuration', 'P12M', true],
    ['< today()', 'date', '2026-05-31', true],
    ['<= addWorkingDays(today(), 5)', 'date', '2026-06-08', true],
  ])('%s of %s %s is %s', async (test, typeRef, x, hit) => {
    expect(await result(cell(test, typeRef), 'd', { x })).toBe(hit);
  });

  it('must all hold', async () => {
    const file = tableFile({
      inputs: ['a', 'b * 2', 'c.name'],
      outputs: ['r'],
      rules: [
        ['1', '4', '"x"', '"all"'],
        ['1', '4', '-', '"two"'],
      ],
      policy: 'FIRST',
    });
    expect(await result(file, 'd', { a: 1, b: 2, c: { name: 'x' } })).toBe('all');
    expect(await result(file, 'd', { a: 1, b: 2, c: { name: 'y' } })).toBe('two');
    expect(await result(file, 'd', { a: 2, b: 2, c: { name: 'x' } })).toBeNull();
  });

  it('are none in a table without inputs: every rule matches', async () => {
    expect(await result(tableFile({ policy: 'COLLECT', outputs: ['r'], rules: [['1'], ['2']] }), 'd')).toEqual([1, 2]);
  });

  it('see the variables of the process, never evaluate their text', async () => {
    const file = tableFile({ inputs: ['x'], outputs: ['r'], rules: [['y', '"same"']] });
    expect(await result(file, 'd', { x: '> 3', y: '> 3' })).toBe('same');
    expect(await result(file, 'd', { x: 5, y: '> 3' })).toBeNull();
  });
});

describe('output entries', () => {
  it('are expressions; several outputs make a context', async () => {
    const file = tableFile({
      inputs: ['n'],
      outputs: ['twice', '说明', 'day'],
      rules: [['-', 'n * 2', 'if n > 1 then "多" else "少"', 'date("2026-06-01") + duration("P1D")']],
    });
    expect(await result(file, 'd', { n: 2 })).toEqual({ twice: 4, 说明: '多', day: '2026-06-02' });
  });

  it('have defaults, each output its own; without one the output is null', async () => {
    const file = tableFile({
      inputs: ['n'],
      outputs: [{ name: 'a', fallback: 'n + 1' }, { name: 'b', fallback: '"x"' }, 'c'],
      rules: [['> 10', '1', '2', '3']],
    });
    expect(await result(file, 'd', { n: 1 })).toEqual({ a: 2, b: 'x', c: null });
  });

  it('that fail name the rule and the output', async () => {
    const file = tableFile({
      inputs: ['n'],
      outputs: [{ name: 'last', label: '末日' }],
      rules: [
        ['2', 'n'],
        ['1', 'addWorkingDays(from, 3)'],
      ],
    });
    expect(await failure(file, 'd', { n: 1, from: '昨天' })).toBe(
      '决策“d”：第 2 条规则的输出“末日”：表达式“addWorkingDays(from, 3)”：addWorkingDays 的第一个参数 需要日期，现为 一段文字',
    );
  });
});

describe('allowed values', () => {
  const file = (allowed: string): string =>
    tableFile({ inputs: [{ name: 'kind', label: '类别', allowed }], outputs: ['r'], rules: [['-', '1']] });

  it('keep other inputs out, also where no value came in', async () => {
    expect(await result(file('"a", "b"'), 'd', { kind: 'b' })).toBe(1);
    expect(await failure(file('"a", "b"'), 'd', { kind: 'c' })).toBe(
      '决策“d”：输入“类别”的值不在允许值之内，允许的是："a", "b"',
    );
    expect(await failure(file('"a", "b"'), 'd')).toContain('输入“类别”没有值');
    expect(await result(file('"a", null'), 'd')).toBe(1);
  });

  it('may be ranges', async () => {
    expect(await result(file('[0..100]'), 'd', { kind: 100 })).toBe(1);
    expect(await failure(file('[0..100]'), 'd', { kind: 101 })).toContain('[0..100]');
    expect(await failure(file('[0..100]'), 'd', { kind: 'x' })).toContain('[0..100]');
  });

  it('keep other outputs from going out', async () => {
    const out = tableFile({ outputs: [{ name: 'r', allowed: '[1..3]' }], rules: [['n + 1']] });
    expect(await result(out, 'd', { n: 2 })).toBe(3);
    expect(await failure(out, 'd', { n: 3 })).toBe('决策“d”：第 1 条规则的输出“r”不在允许值之内：[1..3]');
  });
});

describe('types', () => {
  it('refuse a value of another type instead of not matching in silence', async () => {
    expect(await failure(cell('> 3', 'number'), 'd', { x: '5' })).toBe('决策“d”：输入“x”须为数字，现为一段文字');
    expect(await failure(cell('-', 'date'), 'd', { x: '2026-02-30' })).toContain('须为日期');
    expect(await failure(cell('-', 'yearMonthDuration'), 'd', { x: 'P3D' })).toContain('须为年月时长');
    expect(await failure(cell('-', 'boolean'), 'd', { x: 1 })).toContain('须为是或否');
  });

  it('take null for a value of every type, and a list of one for its item', async () => {
    expect(await result(cell('null', 'number'), 'd')).toBe(true);
    expect(await result(cell('3', 'number'), 'd', { x: [3] })).toBe(true);
  });

  it('hold for outputs, the variable and literal expressions', async () => {
    const output = tableFile({ outputs: [{ name: 'r', typeRef: 'number' }], rules: [['s']] });
    expect(await failure(output, 'd', { s: 'x' })).toContain('第 1 条规则的输出“r”须为数字');
    const variable = dmnText(decision('d', literal('s'), { variable: ['d', 'string'] }));
    expect(await failure(variable, 'd', { s: 1 })).toBe('决策“d”：结果须为文字，现为一个数字');
    expect(await failure(dmnText(decision('d', literal('s', 'boolean'))), 'd', { s: 1 })).toContain('须为是或否');
  });

  it('are composed, listed and restricted by item definitions', async () => {
    const types =
      itemDefinition('tLevel', `<typeRef>string</typeRef>${allowedValues('"县级", "市级"')}`) +
      itemDefinition('tLevels', 'tLevel', 'isCollection="true"') +
      itemDefinition(
        'tUnit',
        '<itemComponent id="c1" name="level"><typeRef>tLevel</typeRef></itemComponent>' +
          '<itemComponent id="c2" name="since"><typeRef>date</typeRef></itemComponent>',
      );
    const file = dmnText(
      types,
      inputData('unit_data', 'unit', 'tUnit'),
      inputData('levels_data', 'levels', 'tLevels'),
      decision('year', literal('unit.since.year + count(levels)'), { inputs: ['unit_data', 'levels_data'] }),
    );
    const unit = { level: '县级', since: '2020-05-01', note: 'kept' };
    expect(await result(file, 'year', { unit, levels: ['县级', '市级'] })).toBe(2022);
    expect(await result(file, 'year', { unit, levels: '县级' })).toBe(2021);
    expect(await failure(file, 'year', { unit: { ...unit, level: '省级' }, levels: [] })).toBe(
      '决策“year”：输入数据“unit”的“level”不在“level”的允许值之内："县级", "市级"',
    );
    expect(await failure(file, 'year', { unit: 'x', levels: [] })).toContain('须为“tUnit”');
    expect(await failure(file, 'year', { unit, levels: ['县级', '乡级'] })).toContain('“levels”的第 2 项');
  });
});

describe('safety', () => {
  it('a decision that takes too long is stopped', async () => {
    const file = dmnText(decision('d', literal('count(for i in 1..n return i)')));
    const graph = await compileDecisions(file);
    const hasty = testHost({ limits: { steps: 10, stateBytes: 1000, feelMillis: 10 } });
    const begun = process.hrtime.bigint();
    expect(decide(graph, 'd', { n: 1e9 }, hasty).failure!.message).toContain('毫秒');
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(5_000);
  });

  it('no name reaches a prototype', async () => {
    const file = dmnText(decision('d', literal('{a: constructor, b: x.constructor, c: __proto__}')));
    const hostile = JSON.parse('{"constructor": 1, "x": {"constructor": 2}, "__proto__": {"a": 3}}') as Variables;
    expect(await result(file, 'd', hostile)).toEqual({ a: null, b: null, c: null });
  });

  it('the compiled form is plain JSON, and the same call gives the same bytes', async () => {
    const file = tableFile({ inputs: ['n'], outputs: ['r'], rules: [['> 1', 'n * 2']] });
    const graph = await compileDecisions(file);
    const copy = JSON.parse(JSON.stringify(graph)) as typeof graph;
    expect(copy).toEqual(graph);
    const run = (): string => JSON.stringify(decide(copy, 'd', { n: 2 }, host));
    expect(run()).toBe(run());
  });
});
