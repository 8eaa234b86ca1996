import chineseDays from 'chinese-days';
import { plusDays, yearOf } from '../calendar/days.js';
import { ChineseWorkCalendar } from '../calendar/work-calendar.js';
import { clockTable } from './clock-table.js';
import { extendClock, startClock } from './statutory-clock.js';

/**
 * Every day of every published year as day 0 of every term, against the tables of `chinese-days` asked directly: the last
 * day of a term is the first worked day that is not before its end, and a term of working days is that many worked days.
 */
const calendar = new ChineseWorkCalendar();
const years: number[] = [];
for (let year = 2004; !calendar.isProvisional(year); year += 1) years.push(year);

const rules = [...clockTable.values()].filter((rule) => rule.days !== undefined);
const terms = new Map(rules.map((rule) => [`${rule.unit} ${rule.days}`, rule]));

function firstWorkedDay(day: string): string {
  let found = day;
  while (!chineseDays.isWorkday(found)) found = plusDays(found, 1);
  return found;
}

function workedDayAfter(day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0;) {
    found = plusDays(found, 1);
    if (chineseDays.isWorkday(found)) left -= 1;
  }
  return found;
}

describe('clocks through the published years', () => {
  it('has the years since the tables begin, up to the one that is being worked in', () => {
    expect(years[0]).toBe(2004);
    expect(years).toContain(2026);
  });

  it.each(years)('in %i every term ends where the published tables say', (year) => {
    const wrong: unknown[] = [];
    for (let day = `${year}-01-01`; yearOf(day) === year; day = plusDays(day, 1)) {
      for (const [term, rule] of terms) {
        const clock = startClock(rule, day, rule.days!, 1, calendar);
        const isPublished = !calendar.isProvisional(yearOf(plusDays(day, 120)));
        if (!isPublished) continue;
        const expected =
          rule.unit === 'working' ? workedDayAfter(day, rule.days!) : firstWorkedDay(plusDays(day, rule.days!));
        if (clock.lastDay !== expected) wrong.push([day, term, clock.lastDay, expected]);
        if (!rule.extension) continue;
        const extended = extendClock(clock, rule.extension.mostDays, calendar).lastDay;
        const later = firstWorkedDay(plusDays(day, rule.days! + rule.extension.mostDays));
        if (extended !== later) wrong.push([day, `${term} extended`, extended, later]);
      }
    }
    expect(wrong).toEqual([]);
  });
});
