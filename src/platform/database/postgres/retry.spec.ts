import { Retry } from './retry.js';

describe('Retry', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('doubles its pause up to the longest, and begins anew after a success', () => {
    const waits: number[] = [];
    let from = Date.now();
    const retry = new Retry(
      () => {
        waits.push(Date.now() - from);
        from = Date.now();
        if (waits.length === 5) retry.succeeded();
        if (waits.length < 7) retry.later();
      },
      100,
      500,
    );
    retry.later();
    jest.runAllTimers();
    expect(waits).toEqual([100, 200, 400, 500, 500, 100, 200]);
  });

  it('tries nothing once it is stopped', () => {
    const task = jest.fn();
    const retry = new Retry(task, 100, 500);
    retry.later();
    retry.stop();
    retry.later();
    jest.runAllTimers();
    expect(task).not.toHaveBeenCalled();
  });
});
