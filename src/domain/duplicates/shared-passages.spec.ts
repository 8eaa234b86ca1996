import fc from 'fast-check';
import { sharedPassages } from './shared-passages.js';

const marked = (text: string, other: string): string =>
  sharedPassages(text, other)
    .map((passage) => (passage.isShared ? passage.text : `[${passage.text}]`))
    .join('');

describe('what two texts share', () => {
  it('marks what only this one says, in whatever order the other says it', () => {
    expect(marked('包工头拖欠工资4.2万元，另有押金未退。', '4.2万元工资，由包工头拖欠。')).toBe(
      '包工头拖欠[工资]4.2万元，[另有押金未退。]',
    );
  });

  it('shares nothing by single characters that happen to be the same', () => {
    expect(marked('道路积水', '道口积分')).toBe('[道路积水]');
  });

  it('shares everything with itself and nothing with an empty text', () => {
    expect(marked('征地补偿', '征地，补偿。')).toBe('征地补偿');
    expect(marked('征地', '')).toBe('[征地]');
    expect(sharedPassages('', '征地')).toEqual([]);
    expect(marked('水利', '县水利局')).toBe('水利');
  });

  it('loses no character, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ maxLength: 60 }), (text, other) => {
        expect(
          sharedPassages(text, other)
            .map((passage) => passage.text)
            .join(''),
        ).toBe(text);
        expect(sharedPassages(text, text).every((passage) => passage.isShared)).toBe(true);
      }),
    );
  });
});
