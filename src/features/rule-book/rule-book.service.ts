import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { notFound } from '../../platform/failure.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { readRuleBook, type RuleBookFile } from './articles.js';
import type { RuleArticle, RuleBookView, RuleCases, RuleCasesQuery, RuleElement } from './rule-book.dto.js';
import { RuleBookRepository } from './rule-book.repository.js';

/** Elements that have a basis and do nothing themselves. */
const notSteps: ReadonlySet<string> = new Set(['SEQUENCE_FLOW', 'LANE']);

/** The source document beside the diagrams that carry it out. */
@Injectable()
export class RuleBookService {
  private readonly file: RuleBookFile = readRuleBook();

  constructor(
    private readonly repository: RuleBookRepository,
    private readonly definitions: Definitions,
  ) {}

  /** Every article with the elements of the newest diagrams that name it, as they are deployed now. */
  async view(): Promise<RuleBookView> {
    const elements = await this.elementsByArticle();
    const articles: RuleArticle[] = [
      ...this.file.articles.map((article) => ({ ...article, elements: elements.get(article.id) ?? [] })),
      ...this.file.law.map((article) => ({ ...article, kind: 'law', elements: elements.get(article.id) ?? [] })),
    ];
    const known = new Set(articles.map((article) => article.id));
    return {
      lines: this.file.lines,
      articles,
      uncovered: articles
        .filter(({ kind, elements: found }) => kind === 'procedure' && found.length === 0)
        .map(({ id }) => id),
      unknown: [...elements.keys()].filter((id) => !known.has(id)).sort(),
    };
  }

  /** @throws Failure not-found for an article the rule book does not have. */
  async cases(actor: Actor, articleId: string, query: RuleCasesQuery): Promise<RuleCases> {
    if (![...this.file.articles, ...this.file.law].some((article) => article.id === articleId))
      throw notFound('该条款');
    const elements = (await this.elementsByArticle()).get(articleId) ?? [];
    return this.repository.cases(actor, elements, query);
  }

  private async elementsByArticle(): Promise<Map<string, RuleElement[]>> {
    const found = new Map<string, RuleElement[]>();
    for (const row of await this.definitions.newest()) {
      const definition = await this.definitions.compiledOf(row);
      for (const element of Object.values(definition.elements)) {
        if (notSteps.has(element.type)) continue;
        const entry: RuleElement = {
          resourceName: row.resourceName,
          processId: row.processId,
          processName: row.name,
          version: row.version,
          definitionKey: row.definitionKey,
          elementId: element.id,
          elementName: element.name,
          elementType: element.type,
        };
        for (const article of element.basis) found.set(article, [...(found.get(article) ?? []), entry]);
      }
    }
    return found;
  }
}
