import fc from 'fast-check';
import { compareCases } from './duplicate-score.js';
import { textLikeness } from './text-likeness.js';

const wages = { title: '三名农民工被拖欠工资', summary: '在城东安置房工地做木工，包工头拖欠3人工资共4.2万元。' };
const again = { title: '拖欠农民工工资', summary: '我们三人在城东安置房工地干木工活，4.2万元工资被包工头拖欠。' };
const land = { title: '征地补偿标准过低', summary: '高速公路征用我家承包地2.3亩，补偿款与邻村不同。' };

describe('likeness of texts', () => {
  it('is symmetric, between 0 and 1, and 1 for the same text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (a, b) => {
        expect(textLikeness(a, b)).toBe(textLikeness(b, a));
        expect(textLikeness(a, b)).toBeGreaterThanOrEqual(0);
        expect(textLikeness(a, b)).toBeLessThanOrEqual(1);
      }),
    );
    expect(textLikeness(wages.title, wages.title)).toBe(1);
  });

  it('does not look at punctuation', () => {
    expect(textLikeness('征地，补偿!', '征地 补偿')).toBe(1);
  });
});

describe('candidates for a duplicate', () => {
  it('calls the same person with the same fact 疑似相同事项', () => {
    const finding = compareCases({ ...wages, idHash: 'a', nameHash: 'n' }, { ...again, idHash: 'a', nameHash: 'n' });
    expect(finding?.score).toBeGreaterThan(0.7);
    expect(finding?.reasons).toEqual(expect.arrayContaining(['疑似相同事项', '证件号码相同', '姓名相同']));
  });

  it('calls the same person with another matter 同一信访人其他事项', () => {
    expect(
      compareCases({ ...wages, phoneHash: 'p', nameHash: 'n' }, { ...land, phoneHash: 'p', nameHash: 'n' })?.reasons[0],
    ).toBe('同一信访人其他事项');
  });

  it('calls the same fact told by another person 疑似相关事项', () => {
    expect(compareCases({ ...wages, idHash: 'a' }, { ...again, idHash: 'b' })?.reasons[0]).toBe('疑似相关事项');
  });

  it('does not show a stranger with another matter', () => {
    expect(
      compareCases({ ...wages, idHash: 'a', nameHash: 'n' }, { ...land, idHash: 'b', nameHash: 'm' }),
    ).toBeUndefined();
  });

  it('never takes two missing documents for the same document', () => {
    expect(compareCases({ ...wages, idHash: null }, { ...land, idHash: null })).toBeUndefined();
  });
});
