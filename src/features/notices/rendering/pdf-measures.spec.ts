import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf, type PrintedDocument, type PrintedLine } from '../../../../test/builders/printed-page.js';
import type { NoticeData } from './notice-data.js';
import { parseTemplate, type Layout, type NoticeTemplate } from './notice-template.js';
import { PdfPrinter } from './pdf-printer.js';
import { closeRendering, renderNotice } from './render-notice.js';

/** GB/T 9704-2012, in millimetres; the standard itself allows one for the edges of the type area. */
const tolerance = 1;
const point = 25.4 / 72;
const linePitch = 28.99 * point;

const require = createRequire(import.meta.url);
const folder = join(import.meta.dirname, '../../../../templates');
const ids = readdirSync(folder)
  .filter((name) => name.endsWith('.hbs'))
  .map((name) => name.replace('.hbs', ''));
const shipped = (id: string): NoticeTemplate => parseTemplate(readFileSync(join(folder, `${id}.hbs`), 'utf8'));
const sample = (id: string): NoticeData =>
  JSON.parse(readFileSync(join(folder, `${id}.sample.json`), 'utf8')) as NoticeData;

const printer = new PdfPrinter();
afterAll(async () => {
  await printer.close();
  await closeRendering();
});

async function printed(template: NoticeTemplate, data: NoticeData): Promise<PrintedDocument> {
  return readPdf(await printer.print(await renderNotice(template, data)));
}

/** A template of a layout with a body of its own. */
function template(layout: Layout, body: string, more = ''): NoticeTemplate {
  return parseTemplate(
    `---\ntitle: 通知\nheading: 关于试验的通知\nseries: 信试\nlayout: ${layout}\nformat: 2\nsigner: R1\nseal: 印章\n${more}description: 试验\nrequired:\n  unit.name: 单位\n---\n${body}`,
  );
}

const lineWith = (document: PrintedDocument, words: string, page = 0): PrintedLine => {
  const line = document.pages[page]!.lines.find(({ text }) => text.replace(/\s/g, '').includes(words));
  if (!line) throw new Error(`no line “${words}” on page ${page + 1}`);
  return line;
};

/** Upper edge of a line's characters: 0.853 of their size above the baseline in Noto Serif SC. */
const top = ({ baseline, size }: PrintedLine): number => baseline - 0.853 * size * point;

describe.each(ids)('%s printed', (id) => {
  it('is A4, its faces embedded, no character missing, its text within the type area', async () => {
    const { pages, fonts } = await printed(shipped(id), sample(id));
    const form = shipped(id).layout === 'D';
    for (const { width, height, glyphs, missing, lines } of pages) {
      expect(Math.abs(width - 210)).toBeLessThan(0.3);
      expect(Math.abs(height - 297)).toBeLessThan(0.3);
      expect(glyphs).toBeGreaterThan(4);
      expect(missing).toBe(0);
      for (const { left, right, text } of lines) {
        expect([text, left > (form ? 22 : 28) - 0.3]).toEqual([text, true]);
        expect([text, right < 210 - (form ? 22 : 26) + tolerance]).toEqual([text, true]);
      }
    }
    expect(fonts.length).toBeGreaterThan(1);
    expect(fonts.filter(({ embedded }) => !embedded)).toEqual([]);
  });
});

describe('an office’s own faces', () => {
  /** Noto Sans SC under a name that the sheet asks for, of the same length; no free face bears one. */
  async function ownFace(directory: string): Promise<void> {
    const source = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
    const face = await readFile(source);
    const named = (name: string): Buffer => Buffer.from(name, 'utf16le').swap16();
    for (let at = face.indexOf(named('Noto Sans SC')); at >= 0; at = face.indexOf(named('Noto Sans SC'), at + 1))
      named('KaiTi_GB2312').copy(face, at);
    await writeFile(join(directory, 'kai.ttf'), face);
  }

  it('are used where the sheet names them; without them the free one stands in', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'minqing-faces-'));
    const fonts = join(directory, 'fonts');
    await mkdir(fonts);
    await ownFace(fonts);
    const own = new PdfPrinter({ directory: join(directory, 'browser'), fontDirectories: [fonts] });
    const html = await renderNotice(template('C', '<p><em>楷体的字</em></p>'), sample('acceptance_notice'));
    const names = (pdf: PrintedDocument): string[] => pdf.fonts.map(({ name }) => name.replace(/^.*\+/, ''));
    const usual = names(readPdf(await printer.print(html)));
    const chosen = names(readPdf(await own.print(html)));
    await own.close();
    await rm(directory, { recursive: true });
    expect(usual.some((name) => /Sans/.test(name))).toBe(false);
    expect(chosen.some((name) => /Sans|KaiTi/.test(name))).toBe(true);
  });
});

describe('the page of GB/T 9704-2012', () => {
  it.each(['A', 'B', 'C', 'E'] as const)(
    'layout %s holds 22 lines of 28 characters, 28.99 pt apart',
    async (layout) => {
      const text = `<p class="flush">${'国'.repeat(28 * 60)}</p>`;
      const { pages } = await printed(template(layout, text), sample('leader_day_arrangement'));
      const lines = pages[1]!.lines.filter((line) => /^国+$/.test(line.text));
      expect(lines).toHaveLength(22);
      for (const line of lines) expect(line.text).toHaveLength(28);
      const [first, last] = [lines[0]!, lines.at(-1)!];
      expect((last.baseline - first.baseline) / 21).toBeCloseTo(linePitch, 1);
      // The first line's characters begin at the top of the type area, 37 mm; the last end above its foot, 262 mm.
      expect(top(first)).toBeGreaterThan(37);
      expect(top(first)).toBeLessThan(37 + linePitch / 2);
      expect(last.baseline).toBeLessThan(262);
      expect(last.baseline).toBeGreaterThan(262 - linePitch);
      expect(first.left).toBeCloseTo(28, 0);
      expect(first.right).toBeGreaterThan(184 - tolerance);
      expect(first.right).toBeLessThan(184 + tolerance);
    },
  );

  it('A: mark 72 mm from the edge, number two lines below, title two under the red line, recipient one below', async () => {
    const document = await printed(shipped('leader_day_arrangement'), sample('leader_day_arrangement'));
    const mark = lineWith(document, '中和县信访局文件');
    expect(Math.abs(top(mark) - 72)).toBeLessThan(tolerance);
    expect(Math.abs((mark.left + mark.right) / 2 - 106)).toBeLessThan(tolerance);
    const number = lineWith(document, '中信办〔2026〕12号');
    const blank = (above: number, below: PrintedLine): number => (top(below) - above) / linePitch;
    expect(Math.abs(blank(mark.baseline, number) - 2.3)).toBeLessThan(0.4);
    const title = lineWith(document, '关于领导接访安排的通知');
    expect(title.size).toBeCloseTo(22, 0);
    const red = number.baseline + 0.12 * 16 * point + 4;
    expect(Math.abs(blank(red, title) - 2.2)).toBeLessThan(0.3);
    const recipient = lineWith(document, '中和县人力资源和社会保障局、');
    expect(recipient.left).toBeCloseTo(28, 0);
    expect(Math.abs((recipient.baseline - title.baseline) / linePitch - 2)).toBeLessThan(0.2);
    expect(lineWith(document, '按照领导接待日安排').left).toBeCloseTo(28 + 2 * 15.79 * point, 0);
  });

  it('A: the imprint ends at the foot of the last page, however long the text is', async () => {
    for (const lines of [0, 5, 9, 22, 31, 40]) {
      const body = `${'<p>增加的一行。</p>'.repeat(lines)}<p>完。</p>`;
      const document = await printed(
        template('A', body, 'copyTo: vars.leaderName\n'),
        sample('leader_day_arrangement'),
      );
      const last = document.pages.length - 1;
      const printing = lineWith(document, '印发', last);
      expect([lines, Math.abs(printing.baseline - 259.2) < tolerance]).toEqual([lines, true]);
      expect(printing.size).toBeCloseTo(14, 0);
      expect(printing.left).toBeCloseTo(28 + 14 * point, 0);
      expect(printing.right).toBeCloseTo(184 - 14 * point, 0);
      // 抄送 stands on the line above it and nothing of the text below that.
      const copy = lineWith(document, '抄送', last);
      const text = document.pages[last]!.lines.filter(({ baseline }) => baseline < copy.baseline - 1);
      for (const { baseline } of text) expect(copy.baseline - baseline).toBeGreaterThan(linePitch * 0.9);
    }
  });

  it('B: mark 30 mm from the edge, no number on page one, the number of the letter at the right', async () => {
    const document = await printed(shipped('transfer_letter'), sample('transfer_letter'));
    const mark = lineWith(document, '中和县信访局');
    expect(Math.abs(top(mark) - 30)).toBeLessThan(tolerance);
    const number = lineWith(document, '中信转〔2026〕8号');
    expect(number.right).toBeGreaterThan(184 - tolerance);
    expect(document.pages[0]!.lines.filter(({ text }) => text.includes('—'))).toEqual([]);
    expect(lineWith(document, '—2—', 1).left).toBeCloseTo(28 + 14 * point, 0);
    const title = lineWith(document, '关于转送信访事项的函');
    expect(Math.abs((title.baseline - number.baseline) / linePitch - 3)).toBeLessThan(0.3);
  });

  it('E: mark 72 mm from the edge; the roll of those present in 黑体, names under the first name', async () => {
    const document = await printed(shipped('conference_minutes'), sample('conference_minutes'));
    expect(Math.abs(top(lineWith(document, '信访工作联席会议纪要')) - 72)).toBeLessThan(tolerance);
    const present = lineWith(document, '出席:', 1);
    expect(present.left).toBeCloseTo(28 + 2 * 15.79 * point, 0);
    const next = document.pages[1]!.lines.find(({ baseline }) => baseline > present.baseline + 1)!;
    expect(next.left).toBeCloseTo(28 + 5 * 15.79 * point, 0);
  });

  it('page numbers are 14 pt, 7 mm under the type area, outside', async () => {
    const document = await printed(shipped('reply_opinion'), sample('reply_opinion'));
    const [odd, even] = [lineWith(document, '—1—', 0), lineWith(document, '—2—', 1)];
    for (const number of [odd, even]) {
      expect(number.size).toBeCloseTo(14, 0);
      expect(top(number)).toBeGreaterThan(262 + 7 - tolerance);
      expect(top(number)).toBeLessThan(262 + 7 + 2.5 * tolerance);
    }
    expect(odd.right).toBeCloseTo(184 - 14 * point, 0);
    expect(even.left).toBeCloseTo(28 + 14 * point, 0);
  });

  it('the day stands four characters from the right, the organ over its middle', async () => {
    const document = await printed(shipped('acceptance_notice'), sample('acceptance_notice'));
    const page = document.pages.length - 1;
    const day = document.pages[page]!.lines.filter(({ text }) => /^2026年6月16日$/.test(text.replace(/\s/g, ''))).at(
      -1,
    )!;
    expect(184 - day.right).toBeCloseTo(4 * 15.79 * point, 0);
    const organ = document.pages[page]!.lines.filter(({ text }) => text === '中和县信访局').at(-1)!;
    expect(Math.abs((organ.left + organ.right) / 2 - (day.left + day.right) / 2)).toBeLessThan(tolerance);
  });
});
