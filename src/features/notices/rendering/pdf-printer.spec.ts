import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { NoticeData } from './notice-data.js';
import { parseTemplate } from './notice-template.js';
import { PdfPrinter } from './pdf-printer.js';
import { closeRendering, renderNotice } from './render-notice.js';
import { PrintingFailed } from './rendering-errors.js';

const folder = join(import.meta.dirname, '../../../../templates');

/** The objects of a PDF as text, its compressed streams opened. */
function opened(pdf: Buffer): string {
  let text = '';
  let at = 0;
  for (;;) {
    const start = pdf.indexOf('stream', at);
    if (start < 0) return text + pdf.toString('latin1', at);
    const data = start + (pdf[start + 6] === 0x0d ? 8 : 7);
    const end = pdf.indexOf('endstream', data);
    text += pdf.toString('latin1', at, start);
    const bytes = pdf.subarray(data, end);
    const flate = text.slice(-400).includes('/FlateDecode');
    text += `\n${(flate ? inflateSync(bytes) : bytes).toString('latin1')}\n`;
    at = end + 'endstream'.length;
  }
}

/** Glyph numbers shown on the pages: the hexadecimal strings of two-byte glyphs. */
function glyphs(text: string): number[] {
  const shown = text.match(/<([0-9A-Fa-f]{4})+> ?Tj/g) ?? [];
  return shown.flatMap((operand) => (operand.match(/[0-9A-Fa-f]{4}/g) ?? []).map((hex) => parseInt(hex, 16)));
}

async function printed(id: string, printer: PdfPrinter): Promise<string> {
  const template = parseTemplate(await readFile(join(folder, `${id}.hbs`), 'utf8'));
  const sample = JSON.parse(await readFile(join(folder, `${id}.sample.json`), 'utf8')) as NoticeData;
  return opened(await printer.print(await renderNotice(template, sample)));
}

jest.setTimeout(120_000);

describe('printing', () => {
  const printer = new PdfPrinter();
  afterAll(async () => {
    await printer.close();
    await closeRendering();
  });

  it.each(['reply_opinion', 'police_letter', 'docket_approval', 'registration_receipt'])(
    '%s is A4, its faces are embedded, no character is missing',
    async (id) => {
      const pdf = await printed(id, printer);
      const boxes = [...pdf.matchAll(/\/MediaBox ?\[([^\]]+)\]/g)].map(([, box = '']) =>
        box.trim().split(/\s+/).map(Number),
      );
      expect(boxes.length).toBeGreaterThan(0);
      for (const [left, bottom, width, height] of boxes) {
        expect([left, bottom]).toEqual([0, 0]);
        expect(Math.abs(width! - (210 / 25.4) * 72)).toBeLessThan(0.5);
        expect(Math.abs(height! - (297 / 25.4) * 72)).toBeLessThan(0.5);
      }
      const descriptors = pdf.match(/\/Type ?\/FontDescriptor/g) ?? [];
      expect(descriptors.length).toBeGreaterThan(1);
      expect(pdf.match(/\/FontFile[23]/g)).toHaveLength(descriptors.length);
      expect(pdf).toMatch(/NotoSerifSC-Regular/);
      expect(glyphs(pdf).length).toBeGreaterThan(100);
      expect(glyphs(pdf)).not.toContain(0);
    },
  );

  it('a missing character would be seen', async () => {
    const pdf = opened(await printer.print('<!DOCTYPE html><meta charset="utf-8"><p>文\u{10FFFD}</p>'));
    expect(glyphs(pdf)).toContain(0);
  });

  it('rare characters of names are there', async () => {
    const pdf = opened(
      await printer.print('<!DOCTYPE html><meta charset="utf-8"><p style="font-family:serif">䶮喆堃犇㛃</p>'),
    );
    expect(glyphs(pdf)).not.toContain(0);
  });

  it('several at once', async () => {
    const pdfs = await Promise.all([1, 2, 3, 4, 5].map((n) => printer.print(`<p>${n}</p>`)));
    for (const pdf of pdfs) expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is checked for readiness', async () => {
    expect(await printer.check()).toMatchObject({ ok: true });
  });
});

describe('a hostile document', () => {
  let server: Server;
  let requests: string[] = [];
  const printer = new PdfPrinter();
  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await printer.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('makes no request, reads no file and runs no script', async () => {
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    requests = [];
    const pdf = opened(
      await printer.print(`<!DOCTYPE html><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${at}/refresh">
        <link rel="stylesheet" href="${at}/a.css"><link rel="preconnect" href="${at}"><link rel="prefetch" href="${at}/pre">
        <style>@import url(${at}/b.css);@font-face{font-family:f;src:url(${at}/f.woff2)}p{background:url(${at}/c.png);font-family:f}</style>
        </head><body onload="fetch('${at}/load')"><p>甲</p><img src="${at}/i.png"><iframe src="${at}/frame"></iframe>
        <iframe src="file:///etc/passwd"></iframe><object data="${at}/o"></object><video src="${at}/v" poster="${at}/w"></video>
        <script>document.body.append('乙'.repeat(500));fetch('${at}/s')</script></body>`),
    );
    expect(requests).toEqual([]);
    // The browser may draw a word for a blocked frame; what the script or the file would show is far longer.
    expect(glyphs(pdf).length).toBeLessThan(100);
  });
});

describe('when the browser fails', () => {
  it('it is started again', async () => {
    const printer = new PdfPrinter();
    await printer.print('<p>1</p>');
    await printer.close();
    expect((await printer.print('<p>2</p>')).length).toBeGreaterThan(500);
    await printer.close();
  });

  it('a document over its time is given up, the next one is printed', async () => {
    const printer = new PdfPrinter({ timeLimitMs: 1 });
    await expect(printer.print('<p>1</p>')).rejects.toThrow(PrintingFailed);
    await printer.close();
    const patient = new PdfPrinter();
    await expect(patient.print('<p>1</p>')).resolves.toBeInstanceOf(Buffer);
    await patient.close();
  });

  it('a folder that cannot hold it is named by the check', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'minqing-printer-'));
    const printer = new PdfPrinter({ directory: join(directory, 'file', 'x\0y') });
    expect(await printer.check()).toMatchObject({ ok: false, detail: expect.stringContaining('浏览器不能启动') });
    await rm(directory, { recursive: true });
  });
});
