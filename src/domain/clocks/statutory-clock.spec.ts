import fc from 'fast-check';
import { plusDays } from '../calendar/days.js';
import { ChineseWorkCalendar } from '../calendar/work-calendar.js';
import { clockTable, parseClockMark } from './clock-table.js';
import { mostUrgent, startClock, viewClock } from './statutory-clock.js';

const calendar = new ChineseWorkCalendar();
const tell = clockTable.get('告知')!;
const finish = clockTable.get('办结')!;
const noon = (day: string): string => `${day}T04:00:00.000Z`;

describe('statutory clocks', () => {
  it('counts 告知 from receipt, also where the step that starts it is later', () => {
    const clock = startClock(tell, '2026-06-01', '2026-06-03', calendar);
    expect(clock).toEqual({
      name: '告知',
      startedOn: '2026-06-01',
      lastDay: '2026-06-16',
      daysAllowed: 15,
      stoppedAt: null,
    });
  });

  it('counts 办结 from acceptance', () => {
    const clock = startClock(finish, '2026-06-01', '2026-06-16', calendar);
    expect(clock).toMatchObject({ startedOn: '2026-06-16', lastDay: '2026-08-17', daysAllowed: 60 });
  });

  it.each([
    ['2026-06-01', 0, 15, 'normal'],
    ['2026-06-12', 11, 4, 'normal'],
    ['2026-06-13', 12, 3, 'warning'],
    ['2026-06-16', 15, 0, 'warning'],
    ['2026-06-17', 16, -1, 'overdue'],
  ])('on %s has used %i days and has %i left: %s', (today, daysUsed, daysLeft, level) => {
    const clock = startClock(tell, '2026-06-01', '2026-06-01', calendar);
    expect(viewClock(clock, noon(today))).toMatchObject({ daysUsed, daysLeft, level });
  });

  it('stands still once stopped, and still tells that it was late', () => {
    const clock = { ...startClock(tell, '2026-06-01', '2026-06-01', calendar), stoppedAt: noon('2026-06-18') };
    expect(viewClock(clock, noon('2026-09-01'))).toMatchObject({
      level: 'stopped',
      daysUsed: 17,
      daysLeft: -2,
      stoppedAt: noon('2026-06-18'),
    });
  });

  it('puts the clock first that ends first, and none where all are stopped', () => {
    const first = startClock(tell, '2026-06-01', '2026-06-01', calendar);
    const second = startClock(finish, '2026-06-01', '2026-06-02', calendar);
    const view = [second, first].map((clock) => viewClock(clock, noon('2026-06-02')));
    expect(mostUrgent(view)?.name).toBe('告知');
    expect(mostUrgent([viewClock({ ...first, stoppedAt: noon('2026-06-02') }, noon('2026-06-02'))])).toBeNull();
  });

  it('uses up exactly the days between start and last day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 100 }), (start, later) => {
        const clock = startClock(finish, '2020-01-01', plusDays('2020-01-01', start), calendar);
        const view = viewClock(clock, noon(plusDays(clock.startedOn, later)));
        expect(view.daysUsed).toBe(later);
        expect(plusDays(clock.startedOn, view.daysUsed + view.daysLeft)).toBe(clock.lastDay);
      }),
    );
  });

  it('reads the clock property of an element, and refuses what the table does not know', () => {
    expect(parseClockMark('start:办结')).toEqual({ action: 'start', name: '办结' });
    expect(parseClockMark('stop:告知')).toEqual({ action: 'stop', name: '告知' });
    expect([parseClockMark('pause:办结'), parseClockMark('start:延期'), parseClockMark('办结')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
