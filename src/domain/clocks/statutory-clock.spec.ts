import fc from 'fast-check';
import { plusDays } from '../calendar/days.js';
import { ChineseWorkCalendar } from '../calendar/work-calendar.js';
import { clockTable, parseClockMark, type ClockRule } from './clock-table.js';
import { extendClock, mostUrgent, resumeClock, startClock, viewClock, type ClockRecord } from './statutory-clock.js';

const calendar = new ChineseWorkCalendar();
const rule = (name: string): ClockRule => clockTable.get(name)!;
const begin = (name: string, on: string): ClockRecord => startClock(rule(name), on, rule(name).days!, 1, calendar);
const noon = (day: string): string => `${day}T04:00:00.000Z`;
const view = (clock: ClockRecord, day: string) => viewClock(clock, noon(day), calendar);

describe('statutory clocks', () => {
  /** domain.md §2.1. */
  it.each([
    ['告知', '2026-06-01', '2026-06-16'],
    ['转送', '2026-06-01', '2026-06-16'],
    ['异议', '2026-06-01', '2026-06-08'],
    ['办结', '2026-06-16', '2026-08-17'],
    ['办结', '2023-10-01', '2023-11-30'],
    // 19 June is 端午.
    ['简易', '2026-06-16', '2026-07-01'],
    // 20 September is a Sunday worked for the National Day.
    ['复查', '2026-08-20', '2026-09-20'],
    ['复核', '2026-09-01', '2026-10-08'],
    ['改进反馈', '2026-06-16', '2026-07-16'],
    ['公安复核', '2026-06-16', '2026-06-24'],
  ])('%s from %s ends on %s', (name, from, last) => {
    expect(begin(name, from).lastDay).toBe(last);
  });

  it('lengthens 办结 from the sixtieth day itself, not from the working day it rolled to', () => {
    const clock = begin('办结', '2026-06-16');
    expect(clock.lastDay).toBe('2026-08-17');
    expect(extendClock(clock, 30, calendar)).toMatchObject({
      lastDay: '2026-09-14',
      extendedDays: 30,
      daysAllowed: 60,
    });
    expect(extendClock(clock, 1, calendar).lastDay).toBe('2026-08-17');
  });

  it('puts the last day off by the calendar days of a rest', () => {
    const clock = { ...begin('复核', '2026-06-01'), pausedOn: '2026-06-10' };
    expect(clock.lastDay).toBe('2026-07-01');
    expect(resumeClock(clock, '2026-06-10', calendar)).toMatchObject({ pausedDays: 0, lastDay: '2026-07-01' });
    expect(resumeClock(clock, '2026-06-15', calendar)).toMatchObject({
      pausedDays: 5,
      lastDay: '2026-07-06',
      pausedOn: null,
    });
    const again = { ...resumeClock(clock, '2026-06-15', calendar), pausedOn: '2026-06-20' };
    expect(resumeClock(again, '2026-06-27', calendar)).toMatchObject({ pausedDays: 12, lastDay: '2026-07-13' });
  });

  it('stands still while it rests', () => {
    const clock = { ...begin('复核', '2026-06-01'), pausedOn: '2026-06-10' };
    const resting = { level: 'paused', daysUsed: 9, daysLeft: 21, pausedOn: '2026-06-10' };
    expect(view(clock, '2026-06-11')).toMatchObject(resting);
    expect(view(clock, '2026-12-01')).toMatchObject(resting);
    expect(view(resumeClock(clock, '2026-06-15', calendar), '2026-06-15')).toMatchObject({
      level: 'normal',
      daysUsed: 9,
      daysLeft: 21,
      pausedDays: 5,
    });
  });

  it('counts 异议 in working days, and the days after its end in calendar days', () => {
    const clock = begin('异议', '2026-06-05');
    expect(clock.lastDay).toBe('2026-06-12');
    expect(view(clock, '2026-06-07')).toMatchObject({ daysUsed: 0, daysLeft: 5, unit: 'working' });
    expect(view(clock, '2026-06-09')).toMatchObject({ daysUsed: 2, daysLeft: 3, level: 'normal' });
    expect(view(clock, '2026-06-11')).toMatchObject({ daysLeft: 1, level: 'warning' });
    expect(view(clock, '2026-06-13')).toMatchObject({ daysLeft: -1, level: 'overdue' });
  });

  it.each([
    ['2026-06-01', 0, 15, 'normal'],
    ['2026-06-12', 11, 4, 'normal'],
    ['2026-06-13', 12, 3, 'warning'],
    ['2026-06-16', 15, 0, 'warning'],
    ['2026-06-17', 16, -1, 'overdue'],
  ])('on %s has used %i days and has %i left: %s', (today, daysUsed, daysLeft, level) => {
    expect(view(begin('告知', '2026-06-01'), today)).toMatchObject({ daysUsed, daysLeft, level });
  });

  it('stands still once stopped, and still tells that it was late', () => {
    const clock = { ...begin('告知', '2026-06-01'), stoppedAt: noon('2026-06-18') };
    expect(view(clock, '2026-09-01')).toMatchObject({
      level: 'stopped',
      daysUsed: 17,
      daysLeft: -2,
      stoppedAt: noon('2026-06-18'),
    });
  });

  it('puts the clock first that ends first, and none where all are stopped', () => {
    const first = begin('告知', '2026-06-01');
    const second = begin('办结', '2026-06-02');
    const both = [second, first].map((clock) => view(clock, '2026-06-02'));
    expect(mostUrgent(both)?.name).toBe('告知');
    expect(mostUrgent([view({ ...first, stoppedAt: noon('2026-06-02') }, '2026-06-02')])).toBeNull();
  });

  it('shows a clock that rests only where none runs', () => {
    const resting = view({ ...begin('复核', '2026-06-01'), pausedOn: '2026-06-02' }, '2026-06-03');
    expect(mostUrgent([resting, view(begin('办结', '2026-06-01'), '2026-06-03')])?.name).toBe('办结');
    expect(mostUrgent([resting])?.name).toBe('复核');
  });

  it('says that a last day is provisional while the holidays of its year are not published', () => {
    expect(view(begin('办结', '2026-06-16'), '2026-06-17').isProvisional).toBe(false);
    expect(view(begin('办结', '2031-06-16'), '2031-06-17').isProvisional).toBe(true);
    const done = { ...begin('办结', '2031-06-16'), stoppedAt: noon('2031-06-20') };
    expect(view(done, '2031-06-21').isProvisional).toBe(false);
  });

  it('uses up exactly the days between start and last day, whatever rests and extensions there were', () => {
    const days = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(days(2000), days(100), days(40), days(30), (start, later, rest, more) => {
        const started = begin('办结', plusDays('2020-01-01', start));
        const rested = resumeClock(
          { ...started, pausedOn: plusDays(started.startedOn, 1) },
          plusDays(started.startedOn, 1 + rest),
          calendar,
        );
        const clock = extendClock(rested, more, calendar);
        const at = plusDays(clock.startedOn, 1 + rest + later);
        const { daysUsed, daysLeft } = view(clock, at);
        expect(daysUsed).toBe(later + 1);
        expect(plusDays(clock.startedOn, daysUsed + daysLeft + rest)).toBe(clock.lastDay);
      }),
    );
  });

  it('reads the clock property of an element, and refuses what the table does not know', () => {
    expect(parseClockMark('start:办结')).toEqual({ action: 'start', name: '办结' });
    expect(parseClockMark('extend:办结')).toEqual({ action: 'extend', name: '办结' });
    expect(parseClockMark('pause:复核')).toEqual({ action: 'pause', name: '复核' });
    for (const unknown of ['pause:办结', 'extend:告知', 'start:延期', 'halt:办结', '办结'])
      expect(parseClockMark(unknown)).toBeUndefined();
  });
});
