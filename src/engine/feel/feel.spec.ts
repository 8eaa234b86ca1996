import { getDayDetail } from 'chinese-days';
import type { Json, Variables, WorkCalendar } from '../ports.js';
import { testHost } from '../../../test/builders/engine-run.js';
import { FeelError, check, evaluate, evaluateCondition, evaluateWithClocks, unaryTest } from './feel.js';

/** Chinese holidays and make-up working days. */
const chinese: WorkCalendar = { version: 'chinese-days', isWorkingDay: (day) => getDayDetail(day).work };
const host = testHost({ calendar: chinese, clocks: { 办结: { lastDay: '2026-08-17' } } });
const value = (expression: string, variables: Variables = {}): Json => evaluate(expression, variables, host);

describe('calendar functions', () => {
  it.each<[string, string]>([
    // domain.md §2.1
    ['addCalendarDays("2026-06-01", 15)', '2026-06-16'],
    ['addCalendarDays("2026-06-16", 60)', '2026-08-17'],
    ['addCalendarDays("2026-08-15", 30)', '2026-09-14'],
    ['addCalendarDays("2023-10-01", 60)', '2023-11-30'],
    ['addWorkingDays("2026-06-01", 5)', '2026-06-08'],
    // National Day 2025 ran from 1 to 8 October; 11 October was a make-up working day.
    ['addWorkingDays("2025-09-30", 1)', '2025-10-09'],
    ['addWorkingDays("2025-10-10", 1)', '2025-10-11'],
    ['addCalendarDays("2025-09-30", 1)', '2025-10-09'],
    ['addCalendarDays("2026-06-01", 0)', '2026-06-01'],
  ])('%s = %s', (expression, expected) => expect(value(expression)).toBe(expected));

  it('take dates, date-times and their texts; a time with a zone is a day in Shanghai', () => {
    expect(value('addCalendarDays(date("2026-06-01"), 15)')).toBe('2026-06-16');
    expect(value('addCalendarDays(x, 1)', { x: '2026-05-31T16:30:00.000Z' })).toBe('2026-06-02');
    expect(value('addCalendarDays(x, 1)', { x: '2026-06-01T23:30:00' })).toBe('2026-06-02');
  });

  it.each<[string]>([
    ['addCalendarDays(null, 3)'],
    ['addCalendarDays("昨天", 3)'],
    ['addCalendarDays("2026-06-01", -1)'],
    ['addCalendarDays("2026-06-01", 1.5)'],
    ['addWorkingDays("2026-06-01", 100000)'],
    ['addWorkingDays("2026-02-30", 1)'],
    ['addWorkingDays(today(), "3")'],
  ])('%s is an error', (expression) => expect(() => value(expression)).toThrow(FeelError));

  it('end rather than search for ever in a calendar without working days', () => {
    const never = testHost({ calendar: { version: 'none', isWorkingDay: () => false } });
    expect(() => evaluate('addWorkingDays(today(), 1)', {}, never)).toThrow('没有工作日');
  });
});

describe('clock functions', () => {
  it('read the clock table and say so', () => {
    expect(evaluateWithClocks('due("办结")', {}, host)).toEqual({ value: '2026-08-17', usesClock: true });
    expect(evaluateWithClocks('expires("2026-08-17")', {}, host)).toEqual({
      value: '2026-08-18T00:00:00+08:00',
      usesClock: false,
    });
    expect(value('warn(due("办结"), 7)')).toBe('2026-08-10T09:00:00+08:00');
  });

  it.each(['due("告知")', 'due("constructor")', 'due(1)'])('%s names no running clock', (expression) => {
    expect(() => value(expression)).toThrow('没有在计时');
  });

  it("take now and today from the command's instant, in Shanghai", () => {
    const late = testHost({ now: '2026-06-01T16:30:00.000Z' });
    expect(evaluate('today()', {}, late)).toBe('2026-06-02');
    expect(evaluate('now()', {}, late)).toBe('2026-06-02T00:30:00+08:00');
  });
});

describe('conditions', () => {
  it('are booleans or an error, never “false” for want of a value', () => {
    expect(evaluateCondition('a = true and b > 3', { a: true, b: 4 }, host)).toBe(true);
    expect(evaluateCondition('a = true', {}, host)).toBe(false);
    expect(() => evaluateCondition('a', {}, host)).toThrow(FeelError);
    expect(() => evaluateCondition('a', { a: 'true' }, host)).toThrow(FeelError);
    expect(() => evaluateCondition('a and true', {}, host)).toThrow(FeelError);
  });

  it('are written as unary tests in decisions', () => {
    expect(unaryTest('> 3', 4, {}, host)).toBe(true);
    expect(unaryTest('"有效", "无效"', '有效', {}, host)).toBe(true);
    expect(unaryTest('not("有效")', '有效', {}, host)).toBe(false);
    expect(() => unaryTest('> ', 4, {}, host)).toThrow(FeelError);
  });
});

describe('values', () => {
  it('come back as plain JSON', () => {
    expect(value('{a: date("2026-06-01"), b: [duration("P1D"), time("10:00:00")], c: null}')).toEqual({
      a: '2026-06-01',
      b: ['P1D', '10:00:00'],
      c: null,
    });
    expect(value('missing.name')).toBeNull();
    expect(() => value('not')).toThrow(FeelError);
    expect(() => value('[1..3]')).toThrow(FeelError);
  });

  it('have Chinese names, and lists are looked through', () => {
    expect(value('情况 = "有效"', { 情况: '有效' })).toBe(true);
    expect(
      value('every d in demands satisfies d.answer != null', { demands: [{ answer: 'x' }, { answer: null }] }),
    ).toBe(false);
    expect(
      value('string join(distinct values(demands.result), "、")', {
        demands: [{ result: '支持' }, { result: '支持' }],
      }),
    ).toBe('支持');
  });
});

describe('safety', () => {
  it('functions win over variables of the same name', () => {
    expect(value('today()', { today: 'x' })).toBe('2026-06-01');
    expect(value('count([1, 2])', { count: 'x' })).toBe(2);
    expect(value('due("办结")', { due: 'x' })).toBe('2026-08-17');
  });

  it('text is never evaluated', () => {
    for (const text of ['${constructor.constructor("return process")()}', '=1+1', '1+1', '"', '") or true or ("']) {
      expect(value('x', { x: text })).toBe(text);
      expect(value('x = "a"', { x: text })).toBe(false);
      expect(value('"[" + x + "]"', { x: text })).toBe(`[${text}]`);
    }
  });

  it('no name reaches a prototype', () => {
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"a":1},"x":{"__proto__":{"b":2},"constructor":1}}',
    ) as Variables;
    for (const expression of [
      'constructor',
      '__proto__',
      'x.constructor',
      'x.__proto__',
      'x.constructor.constructor',
      'x.toString',
      '"a".constructor',
      '[1].constructor',
    ]) {
      const result = value(expression, hostile);
      expect(result === null || JSON.stringify(result) === '[null]').toBe(true);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(() => value('today().value', {})).toThrow(FeelError);
  });

  it('a chosen key cannot change what an expression means', () => {
    expect(value('a + b', { a: 1, b: 2, 'a + b': 99 })).toBe(3);
    expect(value('x.a + b', { x: { a: 1, 'a + b': 99 }, b: 2 })).toBe(3);
  });

  it('what takes too long is stopped', () => {
    const hasty = testHost({ limits: { steps: 10, stateBytes: 1000, feelMillis: 50 } });
    const begun = process.hrtime.bigint();
    expect(() => evaluate('count(for i in 1..1000000000 return i)', {}, hasty)).toThrow('毫秒');
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(5_000);
  });

  it('regular expressions run in linear time', () => {
    expect(value('matches(x, "(a+)+$")', { x: `${'a'.repeat(5_000)}b` })).toBe(false);
    expect(value('replace("信访2026", "[0-9]+", "号")')).toBe('信访号');
    expect(value('split("a、b、c", "、")')).toEqual(['a', 'b', 'c']);
    expect(value('matches("ABC", "b", "i")')).toBe(true);
    expect(() => value('matches("a", "(?=a)")')).toThrow(FeelError);
  });

  it('is bounded in length', () => expect(() => value(`"${'a'.repeat(5_000)}"`)).toThrow('字符'));

  it('a value in a message is described, not shown', () => {
    expect(() => value('addCalendarDays(phone, 1)', { phone: '13800000000' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('138') }),
    );
  });
});

describe('check', () => {
  it.each([
    'a = true',
    'due("办结")',
    'every d in demands satisfies d.answer != null',
    'string join(x, "、")',
    'date and time("2026-01-01T00:00:00Z")',
  ])('accepts %s', (expression) => expect(check(expression)).toEqual([]));

  it.each([
    ['', '为空'],
    ['a =', '写法有误'],
    ['${a}', '不支持'],
    ['dueDate("办结")', '没有名为'],
    ['function(a) a', '自定义函数'],
    ['for a in x return for b in y return for c in z return a', '嵌套'],
  ])('refuses %s', (expression, message) => expect(check(expression)[0]?.message).toContain(message));

  it('refuses what is too long', () => expect(check('a'.repeat(5_000))[0]?.message).toContain('字符'));

  it('reads unary tests as well', () => {
    expect(check('> 3, "a"', 'unaryTests')).toEqual([]);
    expect(check('> ', 'unaryTests')).not.toEqual([]);
  });
});
