/** What the rule book asks the server for. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { request } from '../../api/client.js';

/** An element of the newest version of a diagram that carries an article out. */
export interface RuleElement {
  resourceName: string;
  processId: string;
  processName: string;
  version: number;
  definitionKey: string;
  elementId: string;
  elementName: string;
  elementType: string;
}

export interface RuleArticle {
  id: string;
  part: string;
  title: string;
  kind: 'procedure' | 'study' | 'law';
  /** First and last line in the source document, from 1; absent for articles of the law. */
  lines?: [number, number];
  passage?: string;
  note?: string;
  elements: RuleElement[];
}

export interface RuleBook {
  lines: string[];
  articles: RuleArticle[];
  /** Articles that must be carried out and are not. */
  uncovered: string[];
  unknown: string[];
}

export interface RuleCase {
  id: string;
  number: string;
  title: string;
  status: string;
  passedAt: string;
}

export const useRuleBook = () =>
  useQuery({ queryKey: ['rule-book'], queryFn: () => request<RuleBook>('GET', '/api/rule-book'), staleTime: 60_000 });

export const useRuleCases = (articleId: string, page: number, size: number) =>
  useQuery({
    queryKey: ['rule-book', articleId, page, size],
    queryFn: () =>
      request<{ total: number; items: RuleCase[] }>(
        'GET',
        `/api/rule-book/articles/${encodeURIComponent(articleId)}/cases?page=${page}&size=${size}`,
      ),
    placeholderData: keepPreviousData,
  });
