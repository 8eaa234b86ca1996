import { isTag, isText, type ChildNode, type Element } from 'domhandler';
import { textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { layouts, type Layout } from '../rendering/notice-template.js';

export { isTag, isText, textContent, type ChildNode, type Element };

/** An issued document, read back from its HTML: what stands on the sheet, in order. */
export interface SheetTree {
  layout: Layout;
  title: string;
  /** The blocks of the text, 版记 apart. */
  blocks: Element[];
  imprint: Element | undefined;
  /** Words at the foot of every page, which stand in the style. */
  footer: string;
}

/** @throws Error when it is not a notice's document. */
export function readSheet(html: string): SheetTree {
  const document = parseDocument(html);
  const body = find(document.children, 'body');
  const layout = layouts.find((name) => hasClass(body, `sheet-${name}`));
  if (!body || !layout) throw new Error('not the document of a notice');
  const main = find(body.children, 'main');
  const blocks = (main ?? body).children.filter(isTag);
  const title = find(document.children, 'title');
  return {
    layout,
    title: title ? textContent(title) : '',
    blocks: blocks.filter((block) => !hasClass(block, 'imprint')),
    imprint: body.children.filter(isTag).find((block) => hasClass(block, 'imprint')),
    footer: /@page\{@bottom-center\{content:"([^"]*)"/.exec(html)?.[1] ?? '',
  };
}

export const classesOf = (element: Element): string[] => (element.attribs['class'] ?? '').split(/\s+/);

export const hasClass = (element: Element | undefined, name: string): boolean =>
  element !== undefined && classesOf(element).includes(name);

export const childrenOf = (element: Element, ...names: string[]): Element[] =>
  element.children.filter(isTag).filter(({ name }) => names.includes(name));

/** The value of one property of an element's own style. */
export function styleOf(element: Element, property: string): string | undefined {
  return (element.attribs['style'] ?? '')
    .split(';')
    .map((declaration) => declaration.split(':'))
    .find(([name]) => name?.trim() === property)?.[1]
    ?.trim();
}

function find(nodes: readonly ChildNode[], name: string): Element | undefined {
  for (const node of nodes) {
    if (!isTag(node)) continue;
    if (node.name === name) return node;
    const inside = find(node.children, name);
    if (inside) return inside;
  }
  return undefined;
}
