import { deliveryProblems, type Delivery } from './delivery-rules.js';

const days = { issuedOn: '2026-08-17', today: '2026-08-20' };
const direct: Delivery = { way: '直接', deliveredOn: '2026-08-18', receiver: '王建国' };
const rules = (changes: Partial<Delivery>): string[] =>
  deliveryProblems({ ...direct, ...changes }, days).map(({ rule }) => rule);

it('a document handed over needs its day and its receiver', () => {
  expect(rules({})).toEqual([]);
  expect(rules({ deliveredOn: '2026-08-17' })).toEqual([]);
  expect(rules({ deliveredOn: '2026-08-20' })).toEqual([]);
});

it('is not delivered before it was issued, nor tomorrow, nor on a day that is none', () => {
  expect(rules({ deliveredOn: '2026-08-16' })).toEqual(['not-before-issue']);
  expect(rules({ deliveredOn: '2026-08-21' })).toEqual(['not-in-future']);
  for (const none of ['2026-02-30', '8月17日', '2026-8-17']) expect(rules({ deliveredOn: none })).toEqual(['date']);
});

it('left at the place, needs a witness and the reason why it was refused', () => {
  expect(rules({ way: '留置' })).toEqual(['witness-required', 'reason-required']);
  expect(rules({ way: '留置', witness: '周国强', refusedReason: '称须本人签收' })).toEqual([]);
  expect(rules({ way: '邮寄' })).toEqual([]);
  expect(rules({ way: '电子' })).toEqual([]);
});
