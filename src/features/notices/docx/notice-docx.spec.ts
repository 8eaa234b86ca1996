import { unzipSync, strFromU8 } from 'fflate';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NoticeData } from '../rendering/notice-data.js';
import { parseTemplate, type NoticeTemplate } from '../rendering/notice-template.js';
import { closeRendering, renderNotice } from '../rendering/render-notice.js';
import { measures } from './measures.js';
import { noticeDocx } from './notice-docx.js';
import { readSheet, textContent } from './sheet-tree.js';

const folder = join(import.meta.dirname, '../../../../templates');
const ids = readdirSync(folder)
  .filter((name) => name.endsWith('.hbs'))
  .map((name) => name.replace('.hbs', ''));
const shipped = (id: string): NoticeTemplate => parseTemplate(readFileSync(join(folder, `${id}.hbs`), 'utf8'));
const sample = (id: string): NoticeData =>
  JSON.parse(readFileSync(join(folder, `${id}.sample.json`), 'utf8')) as NoticeData;

/** The parts of a Word document as text. */
async function parts(html: string): Promise<(name: string) => string> {
  const files = unzipSync(await noticeDocx(html));
  return (name) => (files[name] ? strFromU8(files[name]) : '');
}

const words = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, run = '']) => run)
    .join('')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'");

/** Order and white space apart: a letter's head stands in the header of its first page. */
const bag = (text: string): string => [...text.replace(/\s/g, '')].sort().join('');

afterAll(closeRendering);

describe.each(ids)('%s as a Word document', (id) => {
  it('says what the issued document says, all of it and once', async () => {
    const html = await renderNotice(shipped(id), sample(id));
    const sheet = readSheet(html);
    const part = await parts(html);
    const shown = [...sheet.blocks, ...(sheet.imprint ? [sheet.imprint] : [])]
      .map((block) => textContent(block))
      .join('');
    const headers = /header1\.xml/.test(part('word/_rels/document.xml.rels')) ? words(part('word/header1.xml')) : '';
    expect(bag(words(part('word/document.xml')) + headers)).toBe(bag(shown));
  });

  it('has the page of the standard and names a Chinese face for every run', async () => {
    const document = (await parts(await renderNotice(shipped(id), sample(id))))('word/document.xml');
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    const margins = /<w:pgMar ([^>]*)\/>/.exec(document)?.[1] ?? '';
    const [top, right, bottom, left] = ['top', 'right', 'bottom', 'left'].map((side) =>
      Math.round((Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins)?.[1]) / 1440) * 25.4),
    );
    expect([top, right, bottom, left]).toEqual(shipped(id).layout === 'D' ? [20, 22, 24, 22] : [37, 26, 35, 28]);
    if (shipped(id).layout !== 'D') {
      // 28 characters fill a line and 22 lines the type area; a hair more and the last of them would not fit.
      const [, spacing] = /<w:spacing w:val="(-\d+)"\/>/.exec(document) ?? [];
      expect(Math.floor(measures.width / (16 + Number(spacing) / 20))).toBe(28);
      expect(document).toMatch(/<w:spacing [^>]*w:line="579" w:lineRule="exact"/);
      expect(Math.floor(((225 / 25.4) * 1440) / 579)).toBe(22);
    }
    for (const [run] of document.matchAll(/<w:r>(?:(?!<\/w:r>)[^])*<w:t[ >]/g))
      expect(run).toMatch(/w:eastAsia="(仿宋_GB2312|黑体|楷体_GB2312|方正小标宋简体|宋体)"/);
  });
});

describe('parts of the sheet in Word', () => {
  it('a file has its red mark, its red line and the imprint at the foot of the type area', async () => {
    const document = (
      await parts(await renderNotice(shipped('leader_day_arrangement'), sample('leader_day_arrangement')))
    )('word/document.xml');
    expect(document).toMatch(/<w:color w:val="D7000F"\/>/);
    expect(document).toMatch(/<w:top w:val="single" w:color="D7000F" w:sz="16"/);
    expect(document).toMatch(/<w:framePr [^>]*w:vAnchor="margin"/);
    expect(words(document)).toContain('中和县信访局文件');
  });

  it('the seal is a dashed circle of 42 mm, never a picture', async () => {
    const html = await renderNotice(shipped('urge_letter'), sample('urge_letter'));
    const document = (await parts(html))('word/document.xml');
    const [, width, height] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(document) ?? [];
    expect(Math.round(Number(width) / 36_000)).toBe(42);
    expect(Math.round(Number(height) / 36_000)).toBe(42);
    expect(document).toMatch(/prst="ellipse"/);
    expect(document).toMatch(/prstDash val="dash"/);
    expect(Object.keys(unzipSync(await noticeDocx(html))).filter((name) => name.startsWith('word/media/'))).toEqual([]);
  });

  it('a letter’s first page has the two double lines and no page number', async () => {
    const part = await parts(await renderNotice(shipped('transfer_letter'), sample('transfer_letter')));
    expect(part('word/document.xml')).toMatch(/<w:titlePg\/>/);
    const all = ['header1', 'footer1', 'footer2', 'footer3'].map((name) => part(`word/${name}.xml`));
    expect(all.filter((xml) => xml.includes('thickThinSmallGap'))).toHaveLength(1);
    const foot = all.filter((xml) => xml.includes('thinThickSmallGap'));
    expect(foot).toHaveLength(1);
    expect(foot[0]).not.toContain('PAGE');
  });

  it('a form keeps its columns, its joined cells and its signing lines', async () => {
    const document = (await parts(await renderNotice(shipped('talk_record'), sample('talk_record'))))(
      'word/document.xml',
    );
    expect(document.match(/<w:gridCol /g)).toHaveLength(4);
    expect(document).toMatch(/<w:gridSpan w:val="3"\/>/);
    const footers = await parts(await renderNotice(shipped('talk_record'), sample('talk_record')));
    expect(words(footers('word/footer1.xml'))).toContain('信访人签名：');
  });

  it('what is typed stays text', async () => {
    const data = sample('acceptance_notice');
    data.demands[0]!.text = '<script>&"甲"</script>';
    const document = (await parts(await renderNotice(shipped('acceptance_notice'), data)))('word/document.xml');
    expect(words(document)).toContain('<script>&"甲"</script>');
    expect(document).not.toContain('<script>');
  });

  it('a page that is no notice is refused', async () => {
    await expect(noticeDocx('<p>甲</p>')).rejects.toThrow('not the document of a notice');
  });
});
