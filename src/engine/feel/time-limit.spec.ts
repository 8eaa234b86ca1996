import { testHost } from '../../../test/builders/engine-run.js';
import { evaluate, FeelError } from './feel.js';
import { bounded } from './time-limit.js';

describe('the time of all expressions of one command', () => {
  const limits = { ...testHost().limits, feelMillis: 60_000, commandMillis: 50 };
  const slow = 'count(for i in 1..10000000 return i)';

  it('ends an expression that is within its own limit', () => {
    expect(() => evaluate(slow, {}, bounded(testHost({ limits })))).toThrow('合计超过 50 毫秒');
  });

  it('leaves nothing for the next one, however quick', () => {
    const host = bounded(testHost({ limits }));
    expect(() => evaluate(slow, {}, host)).toThrow(FeelError);
    expect(() => evaluate('1 + 1', {}, host)).toThrow('合计超过 50 毫秒');
    // Another instant of the same command has no other time.
    expect(() => evaluate('1 + 1', {}, { ...host, now: '2026-06-02T02:00:00.000Z' })).toThrow(FeelError);
  });

  it('begins anew with the next command', () => {
    expect(() => evaluate(slow, {}, bounded(testHost({ limits })))).toThrow(FeelError);
    expect(evaluate('1 + 1', {}, bounded(testHost({ limits })))).toBe(2);
  });
});
