import { ChineseWorkCalendar } from '../calendar/work-calendar.js';
import { coverageOf, gapSentence, gapsOf } from './coverage.js';
import { receptionEligibility, type AppointmentFacts } from './eligibility.js';
import { rateOf } from './figures.js';
import { defaultObligations } from './obligations.js';
import { isoWeekKey, lastDayOf, monthAfter, spansOf } from './periods.js';
import { representativesProblem } from './representatives.js';
import { draftRoster } from './roster.js';

const calendar = new ChineseWorkCalendar();
const county = { id: 'county', name: '中和县', level: '县' };
const town = { id: 'town', name: '城关镇人民政府', level: '乡镇街道' };
const department = { id: 'rsj', name: '人社局', level: '部门' };
const hall = { id: 'xfj', name: '信访局', level: '信访机构' };
const slots = (unitId: string, ...days: string[]) => days.map((day) => ({ unitId, day }));
const gaps = (units: (typeof county)[], planned: ReturnType<typeof slots>, obligations = defaultObligations) =>
  gapsOf(coverageOf('2026-06', units, planned, obligations, calendar));

describe('periods', () => {
  it('number weeks as ISO 8601 does, also where the year turns', () => {
    expect(['2026-01-01', '2025-12-29', '2027-01-03', '2026-06-01'].map(isoWeekKey)).toEqual([
      '2026-W01',
      '2026-W01',
      '2026-W53',
      '2026-W23',
    ]);
  });

  it('look at every week of a year exactly once', () => {
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
    const weeks = months.flatMap((month) => spansOf(month, 'week', { version: '', isWorkingDay: () => true }));
    expect(new Set(weeks.map(({ key }) => key)).size).toBe(53);
    expect(weeks).toHaveLength(53);
  });

  it('leave out what has no working day: the week of the Spring Festival', () => {
    expect(spansOf('2026-02', 'week', calendar).map(({ key }) => key)).toEqual(['2026-W06', '2026-W07', '2026-W09']);
  });

  it('know the length of months', () => {
    expect([lastDayOf('2026-02'), lastDayOf('2028-02'), monthAfter('2026-12')]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2027-01',
    ]);
  });
});

describe('L1: the county every week, townships and departments twice a month', () => {
  it('finds the one week without a county reception', () => {
    const found = gaps([county], slots('county', '2026-06-03', '2026-06-10', '2026-06-24'));
    expect(found.map(({ key, missing }) => [key, missing])).toEqual([['2026-W25', 1]]);
    expect(gapSentence(found[0]!)).toBe(
      '中和县：2026 年第 25 周（2026-06-15 至 2026-06-21）应安排领导接待 1 次，已安排 0 次。',
    );
  });

  it('counts two in one week once for that week', () => {
    expect(gaps([county], slots('county', '2026-06-03', '2026-06-04', '2026-06-10', '2026-06-24'))).toHaveLength(1);
  });

  it.each([town, department])('wants two a month of $name', (unit) => {
    expect(gaps([unit], []).map(({ missing }) => missing)).toEqual([2]);
    expect(gaps([unit], slots(unit.id, '2026-06-05')).map(({ missing }) => missing)).toEqual([1]);
    expect(gaps([unit], slots(unit.id, '2026-06-05', '2026-06-20'))).toEqual([]);
    expect(gaps([unit], slots(unit.id, '2026-05-31', '2026-07-01')).map(({ missing }) => missing)).toEqual([2]);
  });

  it('may be made more or less often, or not at all', () => {
    const often = [{ unitLevel: '乡镇街道', times: 3, period: 'month' as const, targetPercent: null }];
    expect(
      gaps([town, county], slots('town', '2026-06-05'), often).map(({ unitId, missing }) => [unitId, missing]),
    ).toEqual([['town', 2]]);
  });
});

describe('S3: a leader in the hall every working day', () => {
  it('misses every working day without one, and no other day', () => {
    const found = gaps([hall], slots('xfj', '2026-06-01'));
    expect(found).toHaveLength(20);
    expect(found.map(({ from }) => from)).not.toContain('2026-06-06');
    // 端午节
    expect(found.map(({ from }) => from)).not.toContain('2026-06-19');
  });
});

describe('the roster', () => {
  const units = [county, town, department, hall];
  const leaders = new Map([
    [
      'county',
      [
        { id: 'a', name: '高文博' },
        { id: 'b', name: '赵国强' },
      ],
    ],
  ]);
  const drafted = draftRoster('2026-06', units, [], defaultObligations, leaders, calendar);

  it.each(['2026-01', '2026-02', '2026-06', '2026-10', '2028-02'])('of %s leaves no gap', (month) => {
    const draft = draftRoster(month, units, [], defaultObligations, leaders, calendar);
    expect(gapsOf(coverageOf(month, units, draft, defaultObligations, calendar))).toEqual([]);
    expect(draft.filter(({ day }) => !calendar.isWorkingDay(day))).toEqual([]);
  });

  it('gives leaders turns, and leaves open who receives where nobody is known', () => {
    const names = drafted.filter(({ unitId }) => unitId === 'county').map(({ leader }) => leader?.name);
    expect(names).toEqual(['高文博', '赵国强', '高文博', '赵国强']);
    expect(drafted.find(({ unitId }) => unitId === 'town')!.leader).toBeNull();
  });

  it('fills up only what is missing', () => {
    const more = draftRoster(
      '2026-06',
      units,
      drafted.filter((_, index) => index !== 1),
      defaultObligations,
      leaders,
      calendar,
    );
    expect(more.map(({ unitId, day }) => [unitId, day])).toEqual([[drafted[1]!.unitId, drafted[1]!.day]]);
  });
});

describe('L2: no appointment above without reply and reception below', () => {
  const facts: AppointmentFacts = {
    receptionLevel: '县级',
    lowerReply: true,
    lowerReception: true,
    exception: '无',
    exceptionReason: '',
    exceptionGranted: false,
  };

  it.each<[string, Partial<AppointmentFacts>, boolean, string]>([
    ['both', {}, true, ''],
    ['no reply', { lowerReply: false }, false, '基层答复意见'],
    ['no reception', { lowerReception: false }, false, '基层领导接待记录'],
    ['neither', { lowerReply: false, lowerReception: false }, false, '基层答复意见和基层领导接待记录'],
    [
      'neither, at the lower level itself',
      { lowerReply: false, lowerReception: false, receptionLevel: '乡镇街道级' },
      true,
      '',
    ],
    [
      'sudden event, approved',
      { lowerReply: false, exception: '突发', exceptionReason: '矿井透水', exceptionGranted: true },
      true,
      '',
    ],
    [
      'sudden event, not approved',
      { lowerReply: false, exception: '突发', exceptionReason: '矿井透水' },
      false,
      '基层答复意见',
    ],
    [
      'waiver, approved',
      { lowerReply: false, exception: '豁免', exceptionReason: '基层逾期未答复', exceptionGranted: true },
      true,
      '',
    ],
    [
      'waiver without reason',
      { lowerReply: false, exception: '豁免', exceptionReason: ' ', exceptionGranted: true },
      false,
      '基层答复意见',
    ],
  ])('%s', (_, change, eligible, missing) => {
    expect(receptionEligibility({ ...facts, ...change })).toEqual({ eligible, missing });
  });
});

describe('L4: one to five representatives', () => {
  it.each([1, 2, 5])('%d may come', (count) => expect(representativesProblem(count, 40)).toBeUndefined());

  it.each([
    [0, '应当推选 1 至 5 名代表。'],
    [1.5, '应当推选 1 至 5 名代表。'],
    [6, '代表不得超过 5 人（《信访工作条例》第二十条），现有 6 人，请推选代表；其他人可以列入信访人名单。'],
  ])('%d may not', (count, sentence) => expect(representativesProblem(count, 40)).toBe(sentence));

  it('are not more than those who come', () => {
    expect(representativesProblem(3, 2)).toBe('代表 3 人多于信访人数 2 人。');
  });
});

describe('L6: rates', () => {
  it('show their parts, and nothing where nothing was due', () => {
    expect(rateOf(2, 3)).toEqual({ numerator: 2, denominator: 3, percent: 66.7 });
    expect(rateOf(0, 0).percent).toBeNull();
  });
});
