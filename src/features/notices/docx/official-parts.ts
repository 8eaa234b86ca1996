import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  HorizontalPositionRelativeFrom,
  LineRuleType,
  Paragraph,
  TabStopType,
  TextRun,
  TextWrappingType,
  VerticalPositionRelativeFrom,
} from 'docx';
import { ShapeRun } from 'docx/shapes';
import { emu, faces, measures, millimetres, red, twips } from './measures.js';
import { paragraph, runsOf, text, tight } from './paragraphs.js';
import { childrenOf, hasClass, isTag, styleOf, textContent, type Element } from './sheet-tree.js';

/** Millimetres of a seal of a county or township; its place is drawn, never its picture. */
const sealDiameter = 42;

/** Width of a text in points: a Chinese character takes one pitch, a letter or digit about half. */
const widthOf = (words: string): number =>
  Array.from(words).reduce((sum, character) => sum + (character < '\u0100' ? 8.4 : measures.character), 0);

/** 发文机关标志, in the size that fits it on one line, and as far below the top of the text as the layout wants. */
export function markOf(
  element: Element,
  { largest, room, before }: { largest: number; room: number; before: number },
): Paragraph {
  const characters = Number(styleOf(element, '--characters') ?? 1);
  const size = Math.min(largest, room / characters);
  return new Paragraph({
    ...tight,
    children: [new TextRun({ text: textContent(element), font: faces.title, size: Math.round(size * 2), color: red })],
    alignment: AlignmentType.CENTER,
    spacing: { before, line: twips(size * 1.1), lineRule: LineRuleType.EXACT },
  });
}

/** The red line of a file, 4 mm under the number, whose own line takes 2.2 of them. */
export function redLine(linesAfter: number): Paragraph {
  return new Paragraph({
    ...tight,
    children: [],
    spacing: {
      before: millimetres(1.8),
      line: 20,
      lineRule: LineRuleType.EXACT,
      after: twips(linesAfter * measures.line),
    },
    border: { top: { style: BorderStyle.SINGLE, size: 16, color: red, space: 0 } },
  });
}

/** One of the two double lines of a letter, 170 mm: wider than the type area, 8 mm to the left and 6 mm to the right. */
export function doubleLine(place: 'head' | 'foot'): Paragraph {
  const style = place === 'head' ? BorderStyle.THICK_THIN_SMALL_GAP : BorderStyle.THIN_THICK_SMALL_GAP;
  return new Paragraph({
    ...tight,
    children: [],
    spacing: { line: 20, lineRule: LineRuleType.EXACT, ...(place === 'head' && { before: millimetres(4) }) },
    border: { top: { style, size: 24, color: red, space: 0 } },
    indent: { left: -millimetres(8), right: -millimetres(6) },
  });
}

/** Organ and number, or organ and day, at the two ends of a line. */
export function twoEnds(element: Element, face: { size: number; width: number; indent: number }): Paragraph {
  const [left, right] = childrenOf(element, 'span').map((span) => textContent(span));
  return new Paragraph({
    ...tight,
    children: [
      new TextRun({ text: left ?? '', font: faces.fang, size: face.size }),
      new TextRun({ text: `\t${right ?? ''}`, font: faces.fang, size: face.size }),
    ],
    indent: { left: twips(face.indent), right: twips(face.indent) },
    tabStops: [{ type: TabStopType.RIGHT, position: twips(face.width - face.indent) }],
    spacing: { line: twips(measures.line), lineRule: LineRuleType.EXACT },
    keepNext: true,
  });
}

/** 发文机关署名 and 成文日期, the organ centred over the day, the day four characters from the right; the seal over both. */
export function signatureOf(element: Element): Paragraph[] {
  const spans = childrenOf(element, 'div').flatMap((box) => childrenOf(box, 'span'));
  const seal = spans.find((span) => hasClass(span, 'seal'));
  const [organ = '', day = ''] = spans.filter((span) => span !== seal).map((span) => textContent(span));
  const margin = (seal ? 4 : 2) * measures.character;
  const width = Math.max(widthOf(organ), widthOf(day) + 2 * margin);
  const left = Math.max(0, measures.width - width);
  const centred = (children: (TextRun | ShapeRun)[], before: number): Paragraph =>
    paragraph(children, {
      alignment: AlignmentType.CENTER,
      indent: { left: twips(left) },
      spacing: { before: twips(before) },
      keepNext: true,
      keepLines: true,
    });
  const run = (words: string): TextRun => new TextRun({ ...text, text: words });
  return [
    centred(
      [...(seal ? [sealPlace(textContent(seal), left + width / 2)] : []), run(organ)],
      (seal ? 2 : 1) * measures.line,
    ),
    centred([run(day)], 0),
  ];
}

function sealPlace(words: string, centre: number): ShapeRun {
  const radius = ((sealDiameter / 25.4) * 72) / 2;
  return new ShapeRun({
    type: 'ellipse',
    transformation: { width: (sealDiameter / 25.4) * 96, height: (sealDiameter / 25.4) * 96 },
    line: { color: 'CC0000', width: 0.85, dash: 'dash' },
    children: [
      new Paragraph({
        ...tight,
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ text: words, font: faces.fang, size: 21, color: 'CC0000' })],
      }),
    ],
    textOptions: { verticalAlignment: 'top' },
    altText: { name: '印章位置', title: '印章位置', description: words },
    floating: {
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.COLUMN, offset: emu(centre - radius) },
      // The two lines stand in the lower half: half a line under the text, one and a half above the organ's name.
      verticalPosition: { relative: VerticalPositionRelativeFrom.PARAGRAPH, offset: emu(0.5 * measures.line) },
      behindDocument: true,
      wrap: { type: TextWrappingType.NONE },
    },
  });
}

/** 版记, at the foot of the last page: lines of 0.35, 0.25 and 0.35 mm, one character in on both sides. */
export function imprintOf(element: Element): Paragraph[] {
  const lines = childrenOf(element, 'p');
  const outer = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 0 };
  const inner = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 };
  const face = { font: faces.fang, size: 28 };
  return lines.map((row, index) => {
    const [left, right] = childrenOf(row, 'span').map((span) => textContent(span));
    const printing = left !== undefined;
    return new Paragraph({
      ...tight,
      children: printing
        ? [new TextRun({ ...face, text: `　${left}\t${right ?? ''}　` })]
        : [
            new TextRun({ ...face, text: '　' }),
            ...runsOf(
              row.children.filter((node) => !isTag(node) || node.name !== 'p'),
              face,
            ),
          ],
      tabStops: [{ type: TabStopType.RIGHT, position: twips(measures.width) }],
      spacing: { line: twips(24), lineRule: LineRuleType.EXACT },
      border: {
        top: index === 0 ? outer : inner,
        ...(index === lines.length - 1 && { bottom: outer }),
      },
      frame: {
        type: 'absolute',
        // A frame that may not leave the type area: its lines end at the foot of it.
        position: { x: 0, y: millimetres(225) - twips(24 * (lines.length - index)) },
        width: twips(measures.width),
        height: twips(24),
        wrap: FrameWrap.AROUND,
        anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
      },
    });
  });
}
