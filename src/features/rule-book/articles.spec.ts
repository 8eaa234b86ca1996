import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRuleBook } from './articles.js';

describe('the rule book', () => {
  const book = readRuleBook();
  const textOf = (id: string): string => {
    const article = book.articles.find((each) => each.id === id)!;
    return article.passage ?? book.lines.slice(article.lines[0] - 1, article.lines[1]).join('\n');
  };

  it('points at the words of the document', () => {
    expect(textOf('S1.4')).toContain('经有关领导审批后立案');
    expect(textOf('L1')).toContain('县级每周安排一次');
    expect(textOf('L3')).toMatch(/^确定的上访对象.*包案处理/);
    expect(textOf('L7')).toContain('追究有关领导责任');
    expect(textOf('S3.3')).toContain('件件有着落');
    expect(textOf('S4.4')).toContain('“切”字');
    expect(textOf('S5.5')).toContain('依法处理到位');
  });

  it('has every id once', () => {
    const ids = [...book.articles, ...book.law].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves no line without an article but headings, names and dates', () => {
    const covered = (line: number) => book.articles.some(({ lines: [from, to] }) => from <= line && line <= to);
    const free = book.lines.map((text, index) => ({ text, line: index + 1 })).filter(({ line }) => !covered(line));
    expect(free.filter(({ text }) => text.length > 40)).toEqual([]);
  });

  describe('that is wrong', () => {
    let root: string;
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'rules-'));
      mkdirSync(join(root, 'processes/rules'), { recursive: true });
      writeFileSync(join(root, 'processes/rules/document.txt'), 'one\ntwo\n');
    });
    afterEach(() => rmSync(root, { recursive: true }));
    const withArticle = (article: object) =>
      writeFileSync(
        join(root, 'processes/rules/articles.json'),
        JSON.stringify({ document: 'document.txt', articles: [{ id: 'S1.1', ...article }], law: [] }),
      );

    it('is refused where an article lies outside the document', () => {
      withArticle({ lines: [2, 3] });
      expect(() => readRuleBook(root)).toThrow('S1.1');
    });

    it('is refused where an article quotes other words', () => {
      withArticle({ lines: [1, 1], passage: 'two' });
      expect(() => readRuleBook(root)).toThrow('S1.1');
    });
  });
});
