/**
 * Reads a PDF from standard input and writes what stands on its pages as JSON, in millimetres from the upper left corner. A
 * program of its own, because the reader is an ECMAScript module that loads its worker by address.
 */
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const document = await getDocument({ data: new Uint8Array(Buffer.concat(chunks)), verbosity: 0 }).promise;
const millimetres = (points) => (points / 72) * 25.4;
const fonts = new Map();
const pages = [];
for (let number = 1; number <= document.numPages; number += 1) {
  const page = await document.getPage(number);
  const [, , width, height] = page.view;
  const operators = await page.getOperatorList();
  let glyphs = 0;
  let missing = 0;
  operators.fnArray.forEach((operator, index) => {
    if (operator === OPS.setFont) {
      const font = page.commonObjs.get(operators.argsArray[index][0]);
      fonts.set(font.name, !font.missingFile);
    }
    if (operator !== OPS.showText) return;
    for (const glyph of operators.argsArray[index][0]) {
      if (typeof glyph !== 'object' || glyph === null) continue;
      glyphs += 1;
      // Two-byte glyph numbers; number 0 is the box that stands for a character which the face lacks.
      if (glyph.originalCharCode === 0) missing += 1;
    }
  });
  const lines = new Map();
  for (const item of (await page.getTextContent()).items) {
    if (!item.str || item.str.trim() === '') continue;
    const baseline = Math.round(millimetres(height - item.transform[5]) * 10) / 10;
    const line = lines.get(baseline) ?? { baseline, left: Infinity, right: 0, size: 0, text: '' };
    // Faces that draw a radical and its character alike give either back: 〇⽂ for 文.
    line.text += item.str.normalize('NFKC');
    line.left = Math.min(line.left, millimetres(item.transform[4]));
    line.right = Math.max(line.right, millimetres(item.transform[4] + item.width));
    line.size = Math.max(line.size, item.transform[0]);
    lines.set(baseline, line);
  }
  pages.push({
    width: millimetres(width),
    height: millimetres(height),
    glyphs,
    missing,
    lines: [...lines.values()].sort((one, other) => one.baseline - other.baseline),
  });
}
process.stdout.write(JSON.stringify({ pages, fonts: [...fonts].map(([name, embedded]) => ({ name, embedded })) }));
