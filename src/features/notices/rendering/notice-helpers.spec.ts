import { createNoticeHelpers } from './notice-helpers.js';

const { date, time, cn, eq, or, lines, number } = createNoticeHelpers('□') as Record<
  string,
  (...values: unknown[]) => unknown
>;

it.each([
  ['2026-06-16', '2026年6月16日', '2026年6月16日'],
  ['2026-06-16T09:30', '2026年6月16日', '2026年6月16日9时30分'],
  ['2026-06-15T16:05:00Z', '2026年6月16日', '2026年6月16日0时05分'],
  ['2026-06-16T09:30:00.000+08:00', '2026年6月16日', '2026年6月16日9时30分'],
])('%s is written %s, with its time %s', (value, day, minute) => {
  expect(date!(value, {})).toBe(day);
  expect(time!(value, {})).toBe(minute);
});

it.each(['', '16/06/2026', '2026-13-01', '2026-06-16T9:30', undefined, null, 20260616])('%p is not a date', (value) => {
  expect(() => date!(value, {})).toThrow(/不是日期/);
});

it.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [99, '九十九'],
])('%d is %s', (value, numeral) => {
  expect(cn!(value, {})).toBe(numeral);
});

it('numerals end at 99', () => {
  for (const value of [0, 100, 1.5, '甲', undefined]) expect(() => cn!(value, {})).toThrow();
});

it('the others', () => {
  expect(number!({})).toBe('□');
  expect(eq!('支持', '支持', {})).toBe(true);
  expect(eq!(1, '1', {})).toBe(false);
  expect(or!('', undefined, '甲', '乙', {})).toBe('甲');
  expect(lines!(' 甲 \r\n\n乙\n', {})).toEqual(['甲', '乙']);
  expect(lines!(undefined, {})).toEqual([]);
});
