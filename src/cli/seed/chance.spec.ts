import { Chance } from './chance.js';
import { SimulatedClock } from './simulated-clock.js';

it('chance repeats itself, and keeps to the weights', () => {
  const draw = (seed: number) => {
    const chance = new Chance(seed);
    return Array.from({ length: 1000 }, () =>
      chance.weighted([
        ['often', 90],
        ['seldom', 10],
      ]),
    );
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  const often = draw(7).filter((value) => value === 'often').length;
  expect(often).toBeGreaterThan(850);
  expect(often).toBeLessThan(950);
});

it('simulated time never goes back', () => {
  const clock = new SimulatedClock(new Date('2026-06-01T00:00:00Z'));
  clock.moveTo(new Date('2026-06-01T01:00:00Z'));
  expect(clock.instant()).toBe('2026-06-01T01:00:00.000Z');
  expect(() => clock.moveTo(new Date('2026-06-01T00:30:00Z'))).toThrow(RangeError);
});
