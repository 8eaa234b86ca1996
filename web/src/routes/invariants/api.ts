import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { queryString, request } from '../../api/client.js';
import { keys } from '../../api/keys.js';

export type Invariant = '件件有着落' | '案案有结果' | '事事有回音';

export interface Violation {
  caseId: string;
  caseNumber: string;
  title: string;
  status: string;
  unitName?: string;
  invariant: Invariant;
  message: string;
}

export interface Invariants {
  /** Absent before the first check. */
  check?: { at: string; cases: number; by?: { displayName: string } };
  items: Violation[];
  total: number;
  page: number;
  size: number;
  counts: Record<Invariant, number>;
}

export function useInvariants(query: { invariant: string; page: number; size: number }): UseQueryResult<Invariants> {
  return useQuery({
    queryKey: keys.invariants(query),
    queryFn: ({ signal }) => request<Invariants>('GET', `/api/invariants${queryString({ ...query })}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useCheckInvariants() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Invariants>('POST', '/api/invariants/checks', { body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.invariants({}).slice(0, 1) }),
  });
}
