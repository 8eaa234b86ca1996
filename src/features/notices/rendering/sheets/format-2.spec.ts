import { layouts, parseTemplate, type Layout } from '../notice-template.js';
import { sha256 } from '../render-notice.js';
import { sheetOf } from './sheet.js';

const template = (layout: Layout) =>
  parseTemplate(
    `---\ntitle: 告知书\nheading: 信访事项告知书\nseries: 信受\nlayout: ${layout}\nformat: 2\nsigner: R1\nseal: 印章\ncopyTo: office\nfooter: 签名\ndescription: 试验\nrequired:\n  unit.name: 单位\n---\n<p>正文</p>`,
  );

/** Issued notices must render to the same bytes for ever: a change of look is format 3 beside format 2. */
const format2: Record<Layout, string> = {
  A: '37ffc044ecdc3497df7167015ee3604b87b54008adb29febf246ad19b2b4f397',
  B: 'c81c3a086453d1ec142c2511724750fb2c0b70cc6d98144e942bcbb38250176b',
  C: '0d6a9d67002af1315447ac6926869f30735418909f60dc1bf4902b446c4891fd',
  D: 'b0b00a54dfe1425b62d9c305daced824d59bf0f139da8de28e590aa2e411f61a',
  E: '9647bd423c0761f1dff219181a504897df76dd38d7318ed877c22b37852271c6',
};

it.each(layouts)('format 2 of layout %s is what it was', (layout) => {
  expect(sha256(sheetOf(template(layout)))).toBe(format2[layout]);
});

it('the sheet itself refers to no address', () => {
  for (const layout of layouts) expect(sheetOf(template(layout))).not.toMatch(/url\(|@import|https?:|src=|href=/);
});

it('a 版记 says who gets a copy, and its place is kept free in the text', () => {
  for (const layout of ['A', 'B', 'E'] as const) {
    const sheet = sheetOf(template(layout));
    expect(sheet.match(/class="imprint"/g)).toHaveLength(1);
    expect(sheet.match(/class="imprint space"/g)).toHaveLength(1);
  }
  expect(sheetOf(template('C'))).not.toContain('class="imprint"');
});
