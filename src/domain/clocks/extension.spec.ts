import { ChineseWorkCalendar } from '../calendar/work-calendar.js';
import { clockTable } from './clock-table.js';
import { extensionRefusal, type ExtensionRequest } from './extension.js';
import { extendClock, startClock } from './statutory-clock.js';

const calendar = new ChineseWorkCalendar();
const rule = clockTable.get('办结')!;
const clock = startClock(rule, '2026-06-16', 60, 1, calendar);
const request: ExtensionRequest = { days: 30, reason: '需要委托鉴定', on: '2026-08-10', byHead: true };
const refusal = (changes: Partial<ExtensionRequest>, of = clock) =>
  extensionRefusal(rule, of, { ...request, ...changes });

describe('an extension (R22-34)', () => {
  it('is granted by the head, once, up to the last day, also one that rolled over a weekend', () => {
    expect(refusal({})).toBeUndefined();
    expect(refusal({ on: '2026-08-17' })).toBeUndefined();
    expect(refusal({ days: 1 })).toBeUndefined();
  });

  it('is refused after the date', () => {
    expect(refusal({ on: '2026-08-18' })?.message).toMatch(/2026-08-17 届满.*R22-34/);
  });

  it('is refused a second time', () => {
    expect(refusal({}, extendClock(clock, 10, calendar))?.message).toMatch(/已延长过 10 天，只能延长一次.*R22-34/);
  });

  it('is refused to whoever does not head the unit', () => {
    expect(refusal({ byHead: false })?.message).toMatch(/单位负责人批准.*R22-34/);
  });

  it.each([0, 31, 1.5, '30', null, undefined])('is refused for %p days', (days) => {
    expect(refusal({ days })).toMatchObject({ field: 'extensionDays', message: expect.stringContaining('1 至 30') });
  });

  it.each([undefined, '', '  ', 7, '长'.repeat(501)])('is refused without a reason to tell (%#)', (reason) => {
    expect(refusal({ reason })).toMatchObject({
      field: 'extensionReason',
      message: expect.stringContaining('告知信访人'),
    });
  });

  it('is refused where the clock does not run, or knows no extension', () => {
    expect(extensionRefusal(rule, undefined, request)?.message).toContain('没有在计时');
    expect(refusal({}, { ...clock, stoppedAt: '2026-07-01T00:00:00.000Z' })?.message).toContain('没有在计时');
    expect(extensionRefusal(clockTable.get('告知')!, clock, request)?.message).toContain('不能延长');
  });
});
