import { latenessOf, timerLateness, type CaseClock } from './lateness.js';

const tell: CaseClock = { name: '告知', startedOn: '2026-06-01', lastDay: '2026-06-16', stoppedAt: null };

describe('lateness', () => {
  it('begins when the last day of a clock has ended in Shanghai', () => {
    expect(latenessOf('2026-06-16T15:59:59.000Z', null, [tell])).toBeUndefined();
    expect(latenessOf('2026-06-16T16:00:00.000Z', null, [tell])).toBe('告知期限为 2026-06-16，已超期 1 天。');
  });

  it('does not blame what happened after the clock was stopped', () => {
    const stopped = { ...tell, stoppedAt: '2026-06-18T02:00:00.000Z' };
    expect(latenessOf('2026-06-18T02:00:00.000Z', null, [stopped])).toContain('超期 2 天');
    expect(latenessOf('2026-06-18T02:00:00.001Z', null, [stopped])).toBeUndefined();
  });

  it('counts from the due time of a task', () => {
    expect(latenessOf('2026-06-10T02:00:00.000Z', '2026-06-10T02:00:00.000Z', [])).toBeUndefined();
    expect(latenessOf('2026-06-10T03:00:00.000Z', '2026-06-10T02:00:00.000Z', [])).toBe(
      '本步骤应于 2026-06-10 办结，当日超时。',
    );
    expect(latenessOf('2026-06-12T03:00:00.000Z', '2026-06-10T02:00:00.000Z', [])).toBe(
      '本步骤应于 2026-06-10 前办结，超期 2 天。',
    );
  });

  it('of a timer is told from the time it was due, not from seconds', () => {
    const dueAt = '2026-06-13T01:00:00.000Z';
    expect(timerLateness('2026-06-13T01:00:30.000Z', { dueAt })).toBeUndefined();
    expect(timerLateness('2026-07-01T01:00:00.000Z', {})).toBeUndefined();
    expect(timerLateness('2026-07-01T01:00:00.000Z', { dueAt })).toBe(
      '逾期触发：应于 2026-06-13 09:00 触发，晚了 18 天。',
    );
  });

  it('of a timer is what was recorded when it fired, whatever bound held then', () => {
    const dueAt = '2026-06-13T01:00:00.000Z';
    expect(timerLateness('2026-06-13T01:10:00.000Z', { dueAt, late: false })).toBeUndefined();
    expect(timerLateness('2026-06-13T01:00:30.000Z', { dueAt, late: true })).toBe(
      '逾期触发：应于 2026-06-13 09:00 触发，晚了 1 分钟。',
    );
  });
});
