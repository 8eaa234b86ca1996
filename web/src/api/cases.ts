import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { queryString, request, requestText } from './client.js';
import { keys } from './keys.js';
import type {
  CaseDetail,
  CaseSummary,
  ClockEntry,
  Duplicate,
  DuplicateQuery,
  Notice,
  Page,
  Petitioner,
  RegisterCase,
  RegisteredCase,
  TimelineEvent,
} from './types.js';

export interface CaseQuery {
  q: string;
  status: string;
  category: string;
  unitId: string;
  overdue: boolean;
  occurrence: string;
  gathering: string;
  page: number;
  size: number;
}

const path = (id: string) => `/api/cases/${encodeURIComponent(id)}`;

export function useCases(query: CaseQuery): UseQueryResult<Page<CaseSummary>> {
  return useQuery({
    queryKey: keys.cases(query),
    queryFn: ({ signal }) => request<Page<CaseSummary>>('GET', `/api/cases${queryString({ ...query })}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useCase(id: string): UseQueryResult<CaseDetail> {
  return useQuery({
    queryKey: keys.case(id),
    queryFn: ({ signal }) => request<CaseDetail>('GET', path(id), { signal }),
  });
}

export function useCaseTimeline(id: string): UseQueryResult<TimelineEvent[]> {
  return useQuery({
    queryKey: keys.caseTimeline(id),
    queryFn: ({ signal }) => request<TimelineEvent[]>('GET', `${path(id)}/timeline`, { signal }),
  });
}

/** Every start, stop, rest and extension of the clocks of a case. */
export function useClockLedger(id: string): UseQueryResult<ClockEntry[]> {
  return useQuery({
    queryKey: keys.caseClocks(id),
    queryFn: ({ signal }) => request<ClockEntry[]>('GET', `${path(id)}/clocks`, { signal }),
  });
}

/** `poll`: asks every second, for a notice that the procedure is about to issue. */
export function useCaseNotices(id: string, poll = false): UseQueryResult<Notice[]> {
  return useQuery({
    queryKey: keys.caseNotices(id),
    queryFn: ({ signal }) => request<Notice[]>('GET', `${path(id)}/notices`, { signal }),
    refetchInterval: poll ? 1_000 : false,
  });
}

/** The HTML of an issued notice; it never changes. */
export function useNoticeHtml(id: string | null): UseQueryResult<string> {
  return useQuery({
    queryKey: keys.noticeHtml(id ?? ''),
    queryFn: ({ signal }) => requestText(`/api/notices/${encodeURIComponent(id ?? '')}/html`, { signal }),
    enabled: id !== null,
    staleTime: Infinity,
  });
}

export function useRegisterCase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: RegisterCase; idempotencyKey: string }) =>
      request<RegisteredCase>('POST', '/api/cases', { body, idempotencyKey }),
    onSuccess: () => Promise.all(['case', 'task'].map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  });
}

export function findDuplicates(query: DuplicateQuery, signal: AbortSignal): Promise<Duplicate[]> {
  return request('POST', '/api/cases/duplicates', { body: query, signal });
}

/** The petitioner's data in clear. The reason and the view are recorded. */
export function revealPerson(id: string, reason: string): Promise<{ person: Petitioner }> {
  return request('POST', `${path(id)}/reveal`, { body: { reason } });
}
