import type { NoticeTemplate } from '../notice-template.js';
import { sha256 } from '../render-notice.js';
import { sheetOfFormat1 } from './format-1.js';

const layouts = ['B', 'C', 'D'] as const;
type Layout = (typeof layouts)[number];

const template = (layout: Layout): NoticeTemplate => ({
  title: '告知书',
  heading: '信访事项告知书',
  series: '信受',
  layout,
  format: 1,
  signer: 'R1',
  seal: '印章',
  issuer: 'office',
  numbering: 'document',
  signature: 'organ',
  mark: '',
  numberOf: '',
  footer: '',
  copyTo: 'office',
  discloses: 'petition',
  description: '',
  required: [],
  oneOf: [],
  body: '<p>正文</p>',
});

/** Issued notices must render to the same bytes for ever: a change of look is format 2 beside format 1. */
const format1: Record<Layout, string> = {
  B: '0433c8b47c5ad3366dcca6ef81495c4698feed4086d52cabf1ecb411c9876df7',
  C: '211272728e2ea66e07c0a402acf69b725116dca2fd519b4c988d93cbbee95231',
  D: 'c95660114c7027df339b41e8b9442f9e1e52304c5bf91d9babb178ffb68cc836',
};

it.each(layouts)('format 1 of layout %s is what it was', (layout) => {
  expect(sha256(sheetOfFormat1(template(layout)))).toBe(format1[layout]);
});

it('the sheet itself refers to no address', () => {
  for (const layout of layouts)
    expect(sheetOfFormat1(template(layout))).not.toMatch(/url\(|@import|https?:|src=|href=/);
});
