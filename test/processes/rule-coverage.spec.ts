/** The check of `npm run check` that every article is carried out sees what is missing. */
import { join } from 'node:path';
import { readRuleBook } from '../../src/features/rule-book/articles.js';
import { elementsByArticle, gapsIn } from '../../scripts/rule-coverage.mjs';

describe('coverage of the rules', () => {
  const law = [{ id: 'R22-34' }];

  it('names an article that must be carried out and has no element, and leaves what is only studied', () => {
    const articles = [
      { id: 'S1.1', kind: 'procedure' },
      { id: 'S1.2', kind: 'procedure' },
      { id: 'Q1', kind: 'study' },
    ];
    expect(gapsIn({ articles, law }, new Map([['S1.1', ['a.bpmn#task']]]))).toEqual({ uncovered: ['S1.2'], unknown: [] });
  });

  it('names a rule that only a diagram knows', () => {
    expect(gapsIn({ articles: [], law }, new Map([['S9.9', ['a.bpmn#task']], ['R22-34', ['a.bpmn#task']]]))).toEqual({
      uncovered: [],
      unknown: ['S9.9'],
    });
  });

  it('is whole for the shipped diagrams', async () => {
    const book = readRuleBook(join(__dirname, '../..'));
    expect(gapsIn(book, await elementsByArticle())).toEqual({ uncovered: [], unknown: [] });
  });

  it('reads the basis of the steps, and not that of flows and pools', async () => {
    const elements = await elementsByArticle();
    expect(elements.get('S1.2')).toContain('xf_reception.bpmn#task_talk');
    expect([...elements.values()].flat().some((id) => id.includes('#flow_') || id.includes('#mf_'))).toBe(false);
  });
});
