/** Repeated and related matters: what may belong together, two side by side, what people decided. */
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Named } from './basic-types.js';
import { request } from './client.js';
import { keys } from './keys.js';

export type CaseRelation = '相同事项' | '相关事项' | '同一信访人其他事项' | '不是';

/** The other matter of a pair, the person masked. */
export interface LinkedCase {
  id: string;
  number: string;
  title: string;
  petitioner: string;
  status: string;
  registeredAt: string;
  unit: Named | null;
}

export interface Suggestion extends LinkedCase {
  relation?: CaseRelation;
  reasons: string[];
}

export interface LinkDecision {
  relation: CaseRelation;
  reason: string;
  told?: string;
  decidedBy: { displayName: string };
  decidedAt: string;
}

export interface CaseLink extends LinkDecision {
  case: LinkedCase;
  isEarlier: boolean;
}

/** A piece of a text, and whether the other matter says it too. */
export interface Passage {
  text: string;
  isShared: boolean;
}

export interface ComparedField {
  label: string;
  earlier: Passage[];
  later: Passage[];
  isSame: boolean;
}

export interface Comparison {
  earlier: LinkedCase;
  later: LinkedCase;
  isEarlierOpen: boolean;
  likeness: string;
  reasons: string[];
  fields: ComparedField[];
  /** The last one counts. */
  decisions: LinkDecision[];
}

export interface DecideLink {
  otherCaseId: string;
  relation: CaseRelation;
  reason: string;
  told?: string;
  /** How many decisions were on the screen. */
  seen: number;
}

const path = (id: string, rest: string) => `/api/cases/${encodeURIComponent(id)}/${rest}`;

export function useCaseLinks(id: string): UseQueryResult<CaseLink[]> {
  return useQuery({
    queryKey: keys.caseLinks(id),
    queryFn: ({ signal }) => request<CaseLink[]>('GET', path(id, 'links'), { signal }),
  });
}

export function useSuggestions(id: string, enabled: boolean): UseQueryResult<Suggestion[]> {
  return useQuery({
    queryKey: keys.caseSuggestions(id),
    queryFn: ({ signal }) => request<Suggestion[]>('GET', path(id, 'suggestions'), { signal }),
    enabled,
  });
}

/** Every look at it is recorded, so it is not fetched again by itself. */
export function useComparison(id: string, otherId: string): UseQueryResult<Comparison> {
  return useQuery({
    queryKey: keys.caseComparison(id, otherId),
    queryFn: ({ signal }) =>
      request<Comparison>('GET', path(id, `comparison/${encodeURIComponent(otherId)}`), { signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

export function useDecideLink(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: DecideLink) => request<{ link: CaseLink; message: string }>('POST', path(id, 'links'), { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['case'] }),
  });
}
