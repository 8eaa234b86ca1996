/** The rules a diagram may name as its `basis`: articles of the source document, of the law, and the bounds of the work. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../platform/package-root.js';

/** `procedure`: must be carried out by an element of a shipped diagram. `study`: read, not executed. */
export type ArticleKind = 'procedure' | 'study';

export interface DocumentArticle {
  /** As in the property `basis`, e.g. `S1.4`. */
  id: string;
  /** Name of the part of the document it stands in. */
  part: string;
  title: string;
  /** First and last line of the document, counted from 1. */
  lines: readonly [number, number];
  kind: ArticleKind;
  /** The words within its line, where several articles share one. */
  passage?: string;
  /** Where later law narrows the article. */
  note?: string;
}

export interface LawArticle {
  id: string;
  part: string;
  title: string;
}

export interface RuleBookFile {
  lines: readonly string[];
  articles: readonly DocumentArticle[];
  law: readonly LawArticle[];
}

/** Reads the shipped document and its articles. @throws Error when an article points outside the document. */
export function readRuleBook(root = packageRoot): RuleBookFile {
  const folder = join(root, 'processes', 'rules');
  const { document, articles, law } = JSON.parse(readFileSync(join(folder, 'articles.json'), 'utf8')) as {
    document: string;
    articles: DocumentArticle[];
    law: LawArticle[];
  };
  const lines = readFileSync(join(folder, document), 'utf8').trimEnd().split('\n');
  for (const { id, lines: range, passage } of articles) {
    const text = lines.slice(range[0] - 1, range[1]).join('\n');
    if (text === '' || range[1] > lines.length) throw new Error(`article ${id} points outside the source document`);
    if (passage && !text.includes(passage)) throw new Error(`article ${id} quotes words that its line does not have`);
  }
  return { lines, articles, law };
}
