import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { queryString, request } from './client.js';
import { keys } from './keys.js';
import type { Completion, FormValues, Inbox, InboxTab, TaskChange, TaskPage } from './types.js';

export interface InboxQuery {
  tab: InboxTab;
  q: string;
  page: number;
  size: number;
}

const path = (key: string) => `/api/tasks/${encodeURIComponent(key)}`;

export function useInbox(query: InboxQuery): UseQueryResult<Inbox> {
  return useQuery({
    queryKey: keys.inbox(query),
    queryFn: ({ signal }) => request<Inbox>('GET', `/api/inbox${queryString({ ...query })}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useTaskPage(key: string): UseQueryResult<TaskPage> {
  return useQuery({
    queryKey: keys.task(key),
    queryFn: ({ signal }) => request<TaskPage>('GET', path(key), { signal }),
    // The form reads its values once, on opening: they must not come from an earlier visit, before a draft was saved.
    gcTime: 0,
  });
}

/** Takes tasks on (or gives them back with `release`); the pages that show them are fetched again. */
export function useClaim() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, release }: { key: string; release?: boolean }) =>
      request<TaskChange>(release ? 'DELETE' : 'POST', `${path(key)}/claim`),
    onSettled: () => client.invalidateQueries({ queryKey: ['task'] }),
  });
}

/** @param seen revision of the draft it goes on from; 0 without one: another window is not overwritten */
export function saveDraft(
  key: string,
  values: FormValues,
  seen: number,
): Promise<{ savedAt: string; revision: number }> {
  return request('PUT', `${path(key)}/draft`, { body: { values }, seen });
}

export interface CompleteTask {
  key: string;
  values: FormValues;
  version: number;
  /** One a visit to the page: pressing the button twice completes once. */
  idempotencyKey: string;
}

export function useCompleteTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, values, version, idempotencyKey }: CompleteTask) =>
      request<Completion>('POST', `${path(key)}/completion`, { body: { values, version }, idempotencyKey }),
    onSuccess: () =>
      Promise.all(
        ['task', 'case', 'instance', 'notice'].map((topic) => client.invalidateQueries({ queryKey: [topic] })),
      ),
  });
}

export function previewNotice(key: string, values: FormValues): Promise<{ html: string }> {
  return request('POST', `${path(key)}/notice-preview`, { body: { values } });
}
