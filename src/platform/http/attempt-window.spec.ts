import { AttemptWindow } from './attempt-window.js';

describe('attempts within a sliding window', () => {
  it('are taken until one of the names has had its fill, and again when the first is old', () => {
    const window = new AttemptWindow(60_000);
    const limits = [
      { key: 'a', most: 2 },
      { key: 'b', most: 5 },
    ];
    expect([0, 10_000, 20_000, 59_000].map((now) => window.begin(limits, now))).toEqual([0, 0, 40, 1]);
    expect(window.begin(limits, 60_000)).toBe(0);
    expect(window.begin([{ key: 'b', most: 5 }], 60_000)).toBe(0);
  });

  it('do not count when taken back or forgotten', () => {
    const window = new AttemptWindow(60_000);
    const once = [{ key: 'a', most: 1 }];
    expect(window.begin(once, 0)).toBe(0);
    window.takeBack('a');
    expect(window.begin(once, 1)).toBe(0);
    window.forget('a');
    expect(window.begin(once, 2)).toBe(0);
    expect(window.begin(once, 3)).toBeGreaterThan(0);
  });

  it('of ever new names do not fill the memory', () => {
    const window = new AttemptWindow(60_000, 100);
    for (let n = 0; n < 1_000; n += 1) window.begin([{ key: `name ${n}`, most: 1 }], n);
    expect((window as unknown as { attempts: Map<string, number[]> }).attempts.size).toBeLessThanOrEqual(100);
  });
});
