import { headsUnit } from './head-of-unit.js';

describe('the head of a unit', () => {
  const head = { unitId: 'rsj', roles: [{ code: 'R7', unitId: 'rsj' }] };

  it('is whoever holds that post in it', () => {
    expect(headsUnit(head, 'rsj')).toBe(true);
    expect(headsUnit({ ...head, roles: [{ code: 'R6', unitId: 'rsj' }] }, 'rsj')).toBe(false);
  });

  it('is not the head of another unit, nor of one above', () => {
    expect(headsUnit(head, 'zrzy')).toBe(false);
    expect(headsUnit({ unitId: 'xfj', roles: [{ code: 'R7', unitId: 'county' }] }, 'rsj')).toBe(false);
  });

  it('may hold the post for the whole county and still head only the own unit', () => {
    expect(headsUnit({ unitId: 'xfj', roles: [{ code: 'R7', unitId: 'county' }] }, 'xfj')).toBe(true);
  });
});
