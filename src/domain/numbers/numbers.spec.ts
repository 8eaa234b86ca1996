import fc from 'fast-check';
import { formatCaseNumber, parseCaseNumber } from './case-number.js';
import { formatNoticeNumber } from './notice-number.js';

describe('numbers', () => {
  it('writes region, day, channel and sequence', () => {
    expect(formatCaseNumber({ region: '410199', day: '2026-06-01', channelDigit: '5', sequence: 7 })).toBe(
      '4101992026060150007',
    );
  });

  it('goes on after 9999, because registration is never refused', () => {
    expect(formatCaseNumber({ region: '410199', day: '2026-06-01', channelDigit: '5', sequence: 10_000 })).toBe(
      '41019920260601510000',
    );
  });

  it('can be read back', () => {
    const parts = fc.record({
      region: fc.constantFrom('410199', '110000'),
      day: fc.constantFrom('2026-06-01', '2031-12-31'),
      channelDigit: fc.constantFrom('1', '7'),
      sequence: fc.integer({ min: 1, max: 99_999 }),
    });
    fc.assert(fc.property(parts, (value) => expect(parseCaseNumber(formatCaseNumber(value))).toEqual(value)));
    expect(parseCaseNumber('2026-0001')).toBeUndefined();
  });

  it('writes 发文字号 without leading zeros and without 第', () => {
    expect(formatNoticeNumber('中信访受', 2026, 12)).toBe('中信访受〔2026〕12号');
  });
});
