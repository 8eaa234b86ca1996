import { gatheringOf, inOrder, likenessWord } from './case-relations.js';

describe('集体访 and 联名', () => {
  it.each([
    ['走访', 4, undefined],
    ['走访', 5, '集体访'],
    ['下访', 12, '集体访'],
    ['来信', 4, undefined],
    ['来信', 5, '联名'],
    ['网上', 60, '联名'],
    ['传真', 5, '联名'],
    ['来电', 5, undefined],
    ['领导交办', 30, undefined],
  ])('%s by %i people is %s', (channel, headcount, gathering) =>
    expect(gatheringOf(channel, headcount)).toBe(gathering),
  );
});

describe('a pair of matters', () => {
  const first = { number: '4101992026060150001', registeredAt: '2026-06-01T01:00:00.000Z' };
  const second = { number: '4101992026060150002', registeredAt: '2026-06-01T01:00:00.000Z' };
  const later = { number: '4101992026060150000', registeredAt: '2026-06-02T01:00:00.000Z' };

  it('is ordered by registration, from whichever side somebody looks, and by number within one instant', () => {
    expect(inOrder(later, first)).toEqual({ earlier: first, later });
    expect(inOrder(first, later)).toEqual({ earlier: first, later });
    expect(inOrder(second, first)).toEqual({ earlier: first, later: second });
  });
});

it('says in words how alike two texts are', () => {
  expect([1, 0.8, 0.79, 0.45, 0.44, 0.3, 0.29, 0].map(likenessWord)).toEqual([
    '几乎相同',
    '几乎相同',
    '很相近',
    '很相近',
    '有些相近',
    '有些相近',
    '不相近',
    '不相近',
  ]);
});
