import { ChineseWorkCalendar } from '../calendar/work-calendar.js';
import { clockTable } from '../clocks/clock-table.js';
import { startClock, viewClock, type ClockRecord } from '../clocks/statutory-clock.js';
import { promisesOf } from './public-progress.js';

const calendar = new ChineseWorkCalendar();
const clock = (name: string, changes: Partial<ClockRecord> = {}): ClockRecord => ({
  ...startClock(clockTable.get(name)!, '2026-06-01', clockTable.get(name)!.days ?? 10, 1, calendar),
  ...changes,
});
const told = (on: string, ...clocks: ClockRecord[]) =>
  promisesOf(clocks.map((one) => viewClock(one, `${on}T01:00:00.000Z`, calendar)));

describe('what a petitioner is told about time limits', () => {
  it('says by when what is done, the nearest first', () => {
    expect(told('2026-06-02', clock('办结'), clock('告知'))).toEqual([
      { text: '2026年6月16日前书面告知您是否受理或者转送去向。', lastDay: '2026-06-16', standing: 'running' },
      { text: '2026年7月31日前作出处理意见并书面答复您。', lastDay: '2026-07-31', standing: 'running' },
    ]);
  });

  it('says openly what is late', () => {
    expect(told('2026-06-19', clock('告知'))).toEqual([
      {
        text: '应于2026年6月16日前书面告知您是否受理或者转送去向，已超过期限 3 天。您可以拨打咨询电话催办。',
        lastDay: '2026-06-16',
        standing: 'overdue',
      },
    ]);
  });

  it('says that a hearing lets the term rest', () => {
    const [promise] = told('2026-06-10', clock('复核', { pausedOn: '2026-06-05' }));
    expect(promise).toMatchObject({ standing: 'paused', text: expect.stringContaining('听证期间不计入期限') });
  });

  it('names the right to ask for a review, and no longer when its time is over', () => {
    expect(told('2026-06-02', clock('复查申请期'))).toMatchObject([
      { text: '对处理意见不服的，您可以在2026年7月1日前申请复查。' },
    ]);
    expect(told('2026-07-02', clock('复查申请期'))).toEqual([]);
  });

  it('keeps to itself what has stopped and what is between offices', () => {
    const between = ['异议', '交办反馈', '改进反馈', '公安复核'].map((name) => clock(name));
    expect(told('2026-06-02', ...between, clock('告知', { stoppedAt: '2026-06-02T00:00:00.000Z' }))).toEqual([]);
  });
});
