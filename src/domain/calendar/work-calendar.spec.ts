import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { dayAt, daysBetween, plusDays } from './days.js';
import { lastCalendarDay, nextWorkingDay } from './terms.js';
import { ChineseWorkCalendar } from './work-calendar.js';

const calendar = new ChineseWorkCalendar();
const days = fc.integer({ min: 0, max: 3000 }).map((count) => plusDays('2020-01-01', count));

describe('the working-day calendar', () => {
  it('knows weekends, holidays and make-up days of a published year', () => {
    expect(calendar.isWorkingDay('2026-02-14')).toBe(true); // Saturday worked in exchange for the Spring Festival
    expect(calendar.isWorkingDay('2026-02-21')).toBe(false);
    expect(calendar.isWorkingDay('2026-10-01')).toBe(false);
    expect(calendar.isWorkingDay('2026-06-16')).toBe(true);
    expect(calendar.isProvisional(2026)).toBe(false);
  });

  it('keeps the holidays by law in a year that is not published yet, and says so', () => {
    const rest = [
      '2031-01-01',
      '2031-01-22',
      '2031-01-23',
      '2031-04-05',
      '2031-05-01',
      '2031-06-24',
      '2031-10-01',
      '2031-10-03',
    ];
    expect(rest.filter((day) => calendar.isWorkingDay(day))).toEqual([]);
    expect(calendar.isWorkingDay('2031-01-21')).toBe(true);
    expect(calendar.isProvisional(2031)).toBe(true);
  });

  it('agrees with the published years on every holiday by law', () => {
    for (const year of [2025, 2026]) {
      const provisional = new ProvisionalCalendar();
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = plusDays(day, 1)) {
        const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0;
        if (weekday && !provisional.isWorkingDay(day)) expect([day, calendar.isWorkingDay(day)]).toEqual([day, false]);
      }
    }
  });

  it('lets the organ override a day, and changes its version with every override', () => {
    const closed = new ChineseWorkCalendar([{ day: '2026-06-16', working: false, reason: '汛期停工' }]);
    const open = new ChineseWorkCalendar([{ day: '2026-06-16', working: true, reason: '汛期停工' }]);
    expect(closed.isWorkingDay('2026-06-16')).toBe(false);
    expect(new Set([calendar.version, closed.version, open.version]).size).toBe(3);
  });

  it('names the release of the holiday tables that is installed, so that a newer one is noticed', () => {
    const { version } = JSON.parse(readFileSync(require.resolve('chinese-days/package.json'), 'utf8')) as {
      version: string;
    };
    expect(calendar.version).toBe(`chinese-days-${version}`);
  });

  it('reads days in Shanghai, whatever the instant is written in', () => {
    expect(dayAt('2026-06-01T15:59:59.999Z')).toBe('2026-06-01');
    expect(dayAt('2026-06-01T16:00:00.000Z')).toBe('2026-06-02');
  });
});

describe('terms', () => {
  it.each([
    ['2026-06-01', 15, '2026-06-16'],
    ['2026-06-16', 60, '2026-08-17'],
    ['2026-06-16', 90, '2026-09-14'],
    ['2023-10-01', 60, '2023-11-30'],
  ])('from %s, %i calendar days end on %s', (start, length, last) => {
    expect(lastCalendarDay(start, length, calendar)).toBe(last);
  });

  it('always ends on a working day, never earlier than counted, never more than a holiday later', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 120 }), (start, length) => {
        const last = lastCalendarDay(start, length, calendar);
        expect(calendar.isWorkingDay(last)).toBe(true);
        const late = daysBetween(plusDays(start, length), last);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('never ends a longer term before a shorter one', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 40 }), (start, length) => {
        expect(lastCalendarDay(start, length, calendar) <= lastCalendarDay(start, length + 1, calendar)).toBe(true);
      }),
    );
  });

  it('refuses a calendar without working days instead of searching for ever', () => {
    expect(() => nextWorkingDay('2026-06-01', { version: 'none', isWorkingDay: () => false })).toThrow(RangeError);
  });
});

/** What the calendar would say of a published year had it not been published. */
class ProvisionalCalendar extends ChineseWorkCalendar {
  override isProvisional(): boolean {
    return true;
  }
}
