import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TextRun,
  type ISectionOptions,
} from 'docx';
import type { Layout } from '../rendering/notice-template.js';
import { faces, measures, millimetres, twips } from './measures.js';
import { doubleLine, imprintOf, markOf, redLine, signatureOf, twoEnds } from './official-parts.js';
import { blockParagraph, next, paragraph, previous, runsOf, text, tight, title } from './paragraphs.js';
import { hasClass, readSheet, type Element, type SheetTree } from './sheet-tree.js';
import { tableOf } from './tables.js';

type Block = Paragraph | Table;

/**
 * An issued notice as a Word document, made from the document that was issued: the same words, sizes, measures and places.
 * It is for working on; what was issued is the HTML with its SHA-256, and its print as PDF.
 */
export async function noticeDocx(html: string): Promise<Buffer> {
  const sheet = readSheet(html);
  const document = new Document({
    title: sheet.title,
    creator: '',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: text,
          paragraph: { spacing: { line: twips(measures.line), lineRule: LineRuleType.EXACT } },
        },
      },
    },
    sections: [sectionOf(sheet)],
  });
  return Packer.toBuffer(document);
}

function sectionOf(sheet: SheetTree): ISectionOptions {
  const form = sheet.layout === 'D';
  const letter = sheet.layout === 'B';
  const [first, ...rest] = sheet.blocks;
  const head = letter && first ? [markOf(first, letterMark), doubleLine('head')] : undefined;
  return {
    properties: {
      titlePage: letter,
      page: {
        size: { width: millimetres(210), height: millimetres(297) },
        margin: form
          ? {
              top: millimetres(20),
              right: millimetres(22),
              bottom: millimetres(24),
              left: millimetres(22),
              footer: millimetres(12),
            }
          : {
              top: millimetres(37),
              right: millimetres(26),
              bottom: millimetres(35),
              left: millimetres(28),
              header: millimetres(letter ? 30 : 15),
              footer: millimetres(20),
            },
      },
      grid: { type: DocumentGridType.DEFAULT, linePitch: twips(measures.line) },
    },
    headers: head ? { first: new Header({ children: head }) } : {},
    footers: {
      ...(letter && { first: new Footer({ children: [doubleLine('foot')] }) }),
      default: new Footer({ children: [pageNumber('right', sheet.footer)] }),
      even: new Footer({ children: [pageNumber('left', sheet.footer)] }),
    },
    children: [
      ...(head ? rest.filter((block) => !hasClass(block, 'rule')) : sheet.blocks).flatMap((block) =>
        blocksOf(block, sheet.layout),
      ),
      ...(sheet.imprint ? imprintOf(sheet.imprint) : []),
      // Word wants a paragraph after a table or a frame; this one takes no room.
      new Paragraph({ children: [], spacing: { line: 20, lineRule: LineRuleType.EXACT } }),
    ],
  };
}

const letterMark = { largest: 34, room: 430, before: 0 };
const fileMark = { largest: 44, room: 425, before: millimetres(35) };

function blocksOf(element: Element, layout: Layout): Block[] {
  if (element.name === 'table') return tableBlocks(element, layout);
  if (hasClass(element, 'mark') || hasClass(element, 'letter')) return [markOf(element, fileMark)];
  if (hasClass(element, 'rule'))
    return layout === 'B' ? [doubleLine('head')] : [redLine(layout === 'E' && !titleFollows(element) ? 1 : 0)];
  if (hasClass(element, 'signature')) return signatureOf(element);
  if (hasClass(element, 'number') || hasClass(element, 'letter-number')) return [numberOf(element, layout)];
  if (hasClass(element, 'issue'))
    return [twoEnds(element, { size: 32, width: measures.width, indent: measures.character })];
  if (hasClass(element, 'foot')) return [smallPrint(element)];
  if (element.name === 'h1' || hasClass(element, 'title')) return [title(element, titleSpacing(element, layout))];
  return [blockParagraph(element)];
}

/** Space that a form's table needs before it, and the places to sign one line under a text. */
function tableBlocks(element: Element, layout: Layout): Block[] {
  const gap = hasClass(element, 'parties') ? [paragraph([], {})] : [];
  return [...gap, tableOf(element, layout === 'D' ? measures.formWidth : measures.width)];
}

function numberOf(element: Element, layout: Layout): Paragraph {
  if (layout === 'D') return twoEnds(element, { size: 28, width: measures.formWidth, indent: 0 });
  const alignment = layout === 'B' ? AlignmentType.RIGHT : AlignmentType.CENTER;
  const lines = { A: { before: 2 }, B: { before: 0.5, after: 2 }, C: { after: 1 }, E: { before: 1, after: 1 } }[layout];
  return paragraph(runsOf(element.children, text), { alignment, keepNext: true, spacing: inLines(lines) });
}

function titleFollows(element: Element): boolean {
  const following = next(element);
  return following?.name === 'h1' || hasClass(following, 'title');
}

function titleSpacing(element: Element, layout: Layout): { before?: number; after?: number } {
  if (hasClass(element, 'title')) return inLines({ before: 1, after: 1 });
  if (layout === 'A') return inLines({ before: 2, after: 1 });
  if (layout === 'B') return inLines({ after: 1 });
  if (layout === 'D') return { after: twips(10) };
  return previous(element) ? inLines({ before: 1, after: 1 }) : {};
}

function inLines(lines: { before?: number; after?: number }): { before?: number; after?: number } {
  return Object.fromEntries(Object.entries(lines).map(([side, count]) => [side, twips(count * measures.line)]));
}

function smallPrint(element: Element): Paragraph {
  return new Paragraph({
    ...tight,
    children: runsOf(element.children, { font: faces.fang, size: 24 }),
    spacing: { before: twips(6), line: twips(18), lineRule: LineRuleType.EXACT },
  });
}

/** 4号宋体, one character in from the outer edge; before it, what stands at the foot of every page. */
function pageNumber(side: 'left' | 'right', words: string): Paragraph {
  const face = { font: faces.page, size: 28 };
  const number = new TextRun({ ...face, children: ['— ', PageNumber.CURRENT, ' —'] });
  const signing = words === '' ? [] : [new TextRun({ text: `${words}　`, font: faces.fang, size: 28 })];
  return new Paragraph({
    ...tight,
    children: side === 'right' ? [...signing, number] : [number, ...signing],
    alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: { [side]: twips(14) },
    // 7 mm under the type area: the second line of a letter, below it, is 20 mm from the foot.
    spacing: { line: twips(16), lineRule: LineRuleType.EXACT, after: millimetres(3) },
  });
}
