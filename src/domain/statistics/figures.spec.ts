import { plusDays } from '../calendar/days.js';
import { ChineseWorkCalendar } from '../calendar/work-calendar.js';
import { clockTable } from '../clocks/clock-table.js';
import { extendClock, startClock } from '../clocks/statutory-clock.js';
import type { ClockFact, Facts, RepliedFact } from './facts.js';
import { byMonth, byUnit, monthsOf, percentOf, ratioOf, shown, within } from './figure.js';
import { figureOf, figures } from './figures.js';

const calendar = new ChineseWorkCalendar();
const units = { registeringUnit: 'xfj', handlingUnit: 'rsj' };
const noon = (day: string): string => `${day}T04:00:00.000Z`;

function clock(name: string, startedOn: string, done: string | null, extended = 0): ClockFact {
  const rule = clockTable.get(name)!;
  const started = extendClock(startClock(rule, startedOn, rule.days!, 1, calendar), extended, calendar);
  return { ...started, caseId: `${name} ${startedOn}`, ...units, stoppedAt: done === null ? null : noon(done) };
}

const replied = (repliedOn: string, more: Partial<RepliedFact> = {}): RepliedFact => ({
  caseId: repliedOn,
  ...units,
  repliedOn,
  outcome: '支持',
  isSecret: false,
  ofOffice: null,
  ofUnit: null,
  ...more,
});

const ratio = (code: string, facts: Partial<Facts>) =>
  ratioOf(
    figureOf(code)!.observe(
      { today: '2026-09-01', clocks: [], replied: [], urges: [], receptions: [], ...facts },
      calendar,
    ),
  );

describe('figures', () => {
  it('count what was told in time among what was due to be told', () => {
    const clocks = [
      clock('告知', '2026-06-01', '2026-06-16'),
      clock('告知', '2026-06-02', '2026-06-18'),
      clock('告知', '2026-06-03', null),
    ];
    expect(ratio('timely-notice', { clocks })).toEqual({ n: 1, d: 3 });
  });

  it('leave out what is not due yet, whether or not it is done: else the share would be too good', () => {
    const clocks = [clock('办结', '2026-08-01', '2026-08-20'), clock('办结', '2026-08-02', null)];
    expect(ratio('timely-reply', { clocks })).toEqual({ n: 0, d: 0 });
    expect(ratio('timely-reply', { clocks, today: '2026-12-01' })).toEqual({ n: 1, d: 2 });
  });

  it('do not call a term due on its last day', () => {
    const clocks = [clock('告知', '2026-06-01', '2026-06-10')];
    expect(ratio('timely-notice', { clocks, today: '2026-06-16' })).toEqual({ n: 0, d: 0 });
    expect(ratio('timely-notice', { clocks, today: '2026-06-17' })).toEqual({ n: 1, d: 1 });
  });

  it('tell 按期办结率 with and without extension', () => {
    const clocks = [clock('办结', '2026-05-01', '2026-07-20', 30), clock('办结', '2026-05-02', '2026-06-20')];
    expect(ratio('timely-reply', { clocks })).toEqual({ n: 2, d: 2 });
    expect(ratio('timely-reply-unextended', { clocks })).toEqual({ n: 1, d: 2 });
  });

  it('do not hold a term against anybody while it rests', () => {
    const clocks = [{ ...clock('复核', '2026-06-01', null), pausedOn: '2026-06-20' }];
    expect(ratio('timely-re-review', { clocks })).toEqual({ n: 0, d: 0 });
    expect(ratio('overdue', { clocks })).toEqual({ n: 0, d: 0 });
  });

  it('count every missed term as overdue, but not a petitioner who asks for no review', () => {
    const clocks = [
      clock('告知', '2026-06-01', '2026-06-20'),
      clock('办结', '2026-06-01', '2026-06-20'),
      clock('复查申请期', '2026-06-20', null),
    ];
    expect(ratio('overdue', { clocks })).toEqual({ n: 1, d: 2 });
  });

  it('measure satisfaction among those who answered, office and unit apart, once there was time to answer', () => {
    const facts = {
      replied: [
        replied('2026-07-01', { ofOffice: '满意', ofUnit: '不满意' }),
        replied('2026-07-02', { ofOffice: '基本满意', ofUnit: '基本满意' }),
        replied('2026-07-03'),
        replied('2026-08-20', { ofOffice: '不满意', ofUnit: '不满意' }),
        replied('2026-07-04', { outcome: '导入法定途径', ofOffice: '不满意', ofUnit: '不满意' }),
        replied('2026-07-05', { isSecret: true, ofOffice: '不满意', ofUnit: '不满意' }),
      ],
    };
    expect(ratio('participation', facts)).toEqual({ n: 2, d: 3 });
    expect(ratio('satisfied-office', facts)).toEqual({ n: 2, d: 2 });
    expect(ratio('satisfied-unit', facts)).toEqual({ n: 1, d: 2 });
  });

  it('tell how many of the received matters were settled there, and which departments came', () => {
    const reception = { caseId: '1', unitId: 'county', day: '2026-06-10', isSettledAtOnce: true, invited: [] };
    const receptions = [
      reception,
      {
        ...reception,
        caseId: '2',
        isSettledAtOnce: false,
        invited: [
          { unitId: 'rsj', hasAttended: true },
          { unitId: 'zrzy', hasAttended: false },
        ],
      },
    ];
    expect(ratio('settled-at-once', { receptions })).toEqual({ n: 1, d: 2 });
    expect(ratio('attendance', { receptions })).toEqual({ n: 1, d: 2 });
  });

  it('measure each unit by its own part: the office by what it tells, the unit by what it handles', () => {
    const clocks = [clock('告知', '2026-06-01', '2026-06-10'), clock('办结', '2026-06-10', '2026-07-10')];
    const unitOf = (code: string) =>
      byUnit(
        figureOf(code)!.observe({ today: '2026-12-01', clocks, replied: [], urges: [], receptions: [] }, calendar),
      );
    expect(unitOf('timely-notice')).toEqual([{ unitId: 'xfj', n: 1, d: 1 }]);
    expect(unitOf('timely-reply')).toEqual([{ unitId: 'rsj', n: 1, d: 1 }]);
  });

  it('have codes and names of their own, and none is a number of petitions', () => {
    expect(new Set(figures.map(({ code }) => code)).size).toBe(figures.length);
    expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
    for (const { name, formula } of figures) expect(`${name}${formula}`).not.toMatch(/信访量|人均|排名|息访|不上访/);
  });
});

describe('a ratio', () => {
  it('is printed with one decimal, and as 「—」 where there is nothing to divide by', () => {
    expect(shown({ n: 0, d: 0 })).toBe('—');
    expect(shown({ n: 0, d: 4 })).toBe('0.0%');
    expect(shown({ n: 2, d: 3 })).toBe('66.7%');
    expect([percentOf({ n: 0, d: 0 }), percentOf({ n: 3, d: 3 })]).toEqual([null, 100]);
  });

  it('is told for every month of the period, also over the turn of a year', () => {
    const period = { from: '2025-11-15', to: '2026-02-01' };
    expect(monthsOf(period)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    const observations = ['2025-12-01', '2025-12-31', '2026-02-01'].map((day) => ({
      caseId: day,
      unitId: 'xfj',
      day,
      isHit: day !== '2025-12-31',
    }));
    expect(byMonth(observations, period)).toEqual([
      { month: '2025-11', n: 0, d: 0 },
      { month: '2025-12', n: 1, d: 2 },
      { month: '2026-01', n: 0, d: 0 },
      { month: '2026-02', n: 1, d: 1 },
    ]);
  });

  it('takes both ends of the period', () => {
    const period = { from: '2026-06-01', to: '2026-06-30' };
    expect(['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map((day) => within(period, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(plusDays(period.to, 1)).toBe('2026-07-01');
  });
});
