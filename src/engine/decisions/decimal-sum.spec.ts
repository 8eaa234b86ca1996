import fc from 'fast-check';
import { decimalSum } from './decimal-sum.js';

it('adds decimals as decimals', () => {
  expect(decimalSum([0.1, 0.2])).toBe(0.3);
  expect(decimalSum([-0.5, 1.25, 100])).toBe(100.75);
  expect(decimalSum([1e21, 1])).toBe(1e21);
  expect(decimalSum([1e-7, 1e-7])).toBe(2e-7);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (cents) => {
      const total = cents.reduce((sum, cent) => sum + cent, 0);
      expect(decimalSum(cents.map((cent) => cent / 100))).toBe(total / 100 + 0);
    }),
  );
});
