import { duration, parseDateTime } from 'feelin';
import * as fc from 'fast-check';
import { instantOf } from '../feel/values.js';
import { dueTime, placeInCycle } from './timers.js';

const now = '2026-06-01T02:00:00.000Z';
const due = (text: string) => dueTime(text, (value) => ({ value, usesClock: false }), now);

describe('due times', () => {
  it('of durations without months are what the calendar gives', () => {
    const part = (unit: string, most: number) =>
      fc.option(
        fc.nat(most).map((count) => `${count}${unit}`),
        { nil: '' },
      );
    const lengths = fc
      .tuple(part('D', 9_999), part('H', 99), part('M', 999), part('S', 9_999))
      .map(([days, ...time]) => `P${days}${time.join('') && `T${time.join('')}`}`)
      .filter((text) => text !== 'P');
    fc.assert(
      fc.property(lengths, (text) => {
        const start = parseDateTime(now)!.value.toZonedDateTime('UTC').withTimeZone('+08:00');
        const expected = new Date(start.add(duration(text)!.value).epochMilliseconds).toISOString();
        expect(due(text).dueAt).toBe(expected);
      }),
      { numRuns: 200, seed: 2026 },
    );
  });

  it.each(['2026-07-01T00:00:00Z', '2028-02-29T23:59:59.5Z', '2026-07-01T08:00:00+08:00'])(
    'of %s is that instant',
    (text) => {
      expect(due(text).dueAt).toBe(instantOf(parseDateTime(text)!));
    },
  );

  it.each(['2026-02-30T00:00:00Z', '2026-06-01T25:00:00Z', 'P', 'PT', 'P1H', '2026-06-01', 'R/P', 'R3/-P1D', 'R0/P1D'])(
    'refuses %s',
    (text) => {
      expect(() => due(text)).toThrow(/没有得出时间/);
    },
  );

  it('of weeks are sevens of days', () => {
    expect(due('P2WT1H').dueAt).toBe('2026-06-15T03:00:00.000Z');
  });

  it('of a cycle begin with its start, or one interval from now', () => {
    expect(due('R3/PT1H')).toEqual({
      dueAt: '2026-06-01T03:00:00.000Z',
      repeats: 2,
      interval: 'PT1H',
      usesClock: false,
    });
    expect(due('R/2026-06-02T00:00:00Z/P1M')).toMatchObject({ dueAt: '2026-06-02T00:00:00.000Z', repeats: null });
  });

  it('of the next firing are counted from the last due time, months by the calendar', () => {
    expect(placeInCycle('2026-01-31T02:00:00.000Z', 'P1M', 1)).toBe('2026-02-28T02:00:00.000Z');
    expect(placeInCycle('2026-01-31T02:00:00.000Z', 'P1M', 2)).toBe('2026-03-31T02:00:00.000Z');
    expect(placeInCycle('2026-01-31T02:00:00.000Z', 'P1M', 13)).toBe('2027-02-28T02:00:00.000Z');
    expect(placeInCycle('2028-02-29T02:00:00.000Z', 'P1Y', 4)).toBe('2032-02-29T02:00:00.000Z');
    expect(placeInCycle('2026-06-01T02:00:00.000Z', 'P7D', 1)).toBe('2026-06-08T02:00:00.000Z');
    expect(placeInCycle('2026-06-01T02:00:00.000Z', 'P1DT1.5S', 2)).toBe('2026-06-03T02:00:03.000Z');
  });
});
