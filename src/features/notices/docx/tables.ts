import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { faces, measures, twips } from './measures.js';
import { runsOf, text, tight, type Face } from './paragraphs.js';
import { childrenOf, hasClass, isTag, styleOf, type Element } from './sheet-tree.js';

const line = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** A ruled table as wide as the type area, or the places for several persons to sign, without lines. */
export function tableOf(element: Element, width: number): Table {
  const plain = hasClass(element, 'parties');
  const border = plain ? none : line;
  const columns = columnWidths(element, width);
  const rows = childrenOf(element, 'tbody', 'thead').flatMap((part) => childrenOf(part, 'tr'));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(width), type: WidthType.DXA },
    columnWidths: columns.map(twips),
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: rows.map((row) => rowOf(row, columns, plain)),
  });
}

function columnWidths(element: Element, width: number): number[] {
  const shares = childrenOf(element, 'colgroup').flatMap((group) =>
    childrenOf(group, 'col').map((column) => percent(styleOf(column, 'width'))),
  );
  if (shares.length > 0) return shares.map((share) => (share / 100) * width);
  // Without a colgroup the first row says how wide its cells are; what it leaves is shared by the rest.
  const first = childrenOf(element, 'tbody').flatMap((part) => childrenOf(part, 'tr'))[0];
  const cells = first ? childrenOf(first, 'td', 'th') : [];
  const given = cells.map((cell) => percent(styleOf(cell, 'width')));
  const open = given.filter((share) => share === 0).length;
  const rest = 100 - given.reduce((sum, share) => sum + share, 0);
  return given.map((share) => ((share === 0 ? rest / open : share) / 100) * width);
}

function rowOf(row: Element, columns: readonly number[], plain: boolean): TableRow {
  const cells = childrenOf(row, 'td', 'th');
  const heights = cells.map((cell) => Number.parseFloat(styleOf(cell, 'height') ?? '0'));
  const height = Math.max(0, ...heights);
  let at = 0;
  return new TableRow({
    cantSplit: !hasClass(row, 'long'),
    ...(height > 0 && { height: { value: twips(height), rule: HeightRule.ATLEAST } }),
    children: cells.map((cell) => {
      const span = Number(cell.attribs['colspan'] ?? 1);
      const width = columns.slice(at, at + span).reduce((sum, column) => sum + column, 0);
      at += span;
      return new TableCell({
        columnSpan: span,
        rowSpan: Number(cell.attribs['rowspan'] ?? 1),
        width: { size: twips(width), type: WidthType.DXA },
        verticalAlign:
          styleOf(cell, 'vertical-align') === 'bottom' ? VerticalAlignTable.BOTTOM : VerticalAlignTable.CENTER,
        margins: plain ? {} : { top: twips(3), bottom: twips(3), left: twips(5), right: twips(5) },
        children: contentOf(cell, plain),
      });
    }),
  });
}

function contentOf(cell: Element, plain: boolean): Paragraph[] {
  const head = cell.name === 'th';
  const face: Face = { font: head ? faces.hei : faces.fang, size: plain ? text.size : 28 };
  const made = (children: Element['children'], options: { sign?: boolean; indented?: boolean } = {}): Paragraph =>
    new Paragraph({
      ...tight,
      children: runsOf(children, face),
      alignment: head ? AlignmentType.CENTER : options.sign ? AlignmentType.RIGHT : AlignmentType.LEFT,
      ...(options.indented && { indent: { firstLine: twips(28) } }),
      spacing: { line: twips(plain ? measures.line : measures.tableLine), lineRule: LineRuleType.EXACT },
    });
  const paragraphs = childrenOf(cell, 'p');
  if (paragraphs.length === 0) return [made(cell.children)];
  const loose = cell.children.filter((node) => !isTag(node) || node.name !== 'p');
  const indented = hasClass(cell, 'text');
  return [
    ...(runsOf(loose, face).length > 0 ? [made(loose)] : []),
    ...paragraphs.map((paragraph) => {
      const sign = hasClass(paragraph, 'sign');
      return made(paragraph.children, { sign, indented: indented && !sign });
    }),
  ];
}

function percent(value: string | undefined): number {
  return value?.endsWith('%') ? Number.parseFloat(value) : 0;
}
