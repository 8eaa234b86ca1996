import type { RuleArticle } from './api.js';

/** A stretch of one line; with an article it can be chosen. */
export interface Segment {
  text: string;
  article?: RuleArticle;
}

/** Cuts the lines of the document where articles begin and end. */
export function segmentsOf(lines: readonly string[], articles: readonly RuleArticle[]): Segment[][] {
  return lines.map((line, index) => {
    const here = articles.filter(({ lines: range }) => range && range[0] <= index + 1 && index + 1 <= range[1]);
    const quoted = here.filter(({ passage }) => passage && line.includes(passage));
    if (quoted.length === 0) return [{ text: line, article: here.find(({ passage }) => !passage) }];
    const cuts = quoted
      .map((article) => ({ article, from: line.indexOf(article.passage!), text: article.passage! }))
      .sort((a, b) => a.from - b.from);
    const segments: Segment[] = [];
    let at = 0;
    for (const { article, from, text } of cuts) {
      if (from > at) segments.push({ text: line.slice(at, from) });
      segments.push({ text, article });
      at = from + text.length;
    }
    if (at < line.length) segments.push({ text: line.slice(at) });
    return segments;
  });
}
