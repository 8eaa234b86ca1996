import { AlignmentType, LineRuleType, Paragraph, TextRun, type IParagraphOptions, type IRunOptions } from 'docx';
import { faces, measures, twips } from './measures.js';
import { classesOf, hasClass, isTag, isText, type ChildNode, type Element } from './sheet-tree.js';

export type Face = Pick<IRunOptions, 'font' | 'size' | 'bold' | 'color' | 'characterSpacing'>;

/**
 * 3号仿宋, the text of a document. A quarter of a point less between characters lets 28 of them stand in a line, which Word then
 * stretches to its full width: 15.79 pt. Word's own character grid says the same in the standard's words, but other office
 * programs read it otherwise (LibreOffice sets 22 characters).
 */
export const text: Face = { font: faces.fang, size: 32, characterSpacing: -5 };

/** The runs of a block's inline content; line breaks and faces kept, the white space of the source gone. */
export function runsOf(nodes: readonly ChildNode[], face: Face): TextRun[] {
  return nodes.flatMap((node) => {
    if (isText(node)) {
      const words = node.data.replace(/[ \t]*\n[ \t]*/g, '');
      return words === '' ? [] : [new TextRun({ ...face, text: words })];
    }
    if (!isTag(node)) return [];
    if (node.name === 'br') return [new TextRun({ ...face, break: 1 })];
    return runsOf(node.children, inlineFace(node, face));
  });
}

function inlineFace(element: Element, face: Face): Face {
  if (element.name === 'strong') return { ...face, bold: true };
  if (element.name === 'em') return { ...face, font: faces.kai };
  if (hasClass(element, 'label')) return { ...face, font: faces.hei };
  return face;
}

/** Digits stand beside characters without the quarter em that Word adds by itself. */
export const tight = { autoSpaceEastAsianText: false } as const;

/** A paragraph on the line grid. */
export function paragraph(
  children: NonNullable<IParagraphOptions['children']>,
  options: IParagraphOptions = {},
): Paragraph {
  const { spacing, ...rest } = options;
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    ...tight,
    ...rest,
    children,
    spacing: { line: twips(measures.line), lineRule: LineRuleType.EXACT, before: 0, after: 0, ...spacing },
  });
}

const twoCharacters = { firstLine: twips(2 * measures.character) };
const oneLineBefore = { before: twips(measures.line) };

/** Paragraphs and headings as `rendering/sheets/sheet.ts` names them. */
export function blockParagraph(element: Element): Paragraph {
  const runs = (face: Face = text): TextRun[] => runsOf(element.children, face);
  if (element.name === 'h1' || hasClass(element, 'title')) return title(element);
  if (element.name === 'h2')
    return paragraph(runs({ ...text, font: faces.hei }), { indent: twoCharacters, keepNext: true });
  if (element.name === 'h3')
    return paragraph(runs({ ...text, font: faces.kai, bold: true }), { indent: twoCharacters, keepNext: true });
  return paragraph(runs(), byClass(classesOf(element), element));
}

function byClass(classes: string[], element: Element): IParagraphOptions {
  const is = (name: string): boolean => classes.includes(name);
  const character = measures.character;
  if (is('to')) return { keepNext: true };
  if (is('flush')) return {};
  if (is('enclosure')) {
    return !hasClass(previous(element), 'enclosure')
      ? { indent: twoCharacters, spacing: oneLineBefore }
      : { indent: { firstLine: twips(5 * character) } };
  }
  if (is('copy')) return { indent: { firstLine: twips(character) }, spacing: oneLineBefore };
  if (is('sign'))
    return { alignment: AlignmentType.RIGHT, indent: { right: twips(2 * character) }, spacing: oneLineBefore };
  if (is('roll'))
    return {
      indent: { left: twips(5 * character), hanging: twips(3 * character) },
      ...(is('gap') && { spacing: oneLineBefore }),
    };
  return { indent: twoCharacters };
}

/** 2号小标宋, centred, kept with what follows. */
export function title(element: Element, spacing: IParagraphOptions['spacing'] = {}): Paragraph {
  return paragraph(runsOf(element.children, { font: faces.title, size: 44 }), {
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing,
  });
}

/** The element before, white space passed over. */
export function previous(element: Element): Element | undefined {
  let node = element.prev;
  while (node && !isTag(node)) node = node.prev;
  return node ?? undefined;
}

export function next(element: Element): Element | undefined {
  let node = element.next;
  while (node && !isTag(node)) node = node.next;
  return node ?? undefined;
}
