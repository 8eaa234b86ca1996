import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';
import type { Reminder } from './types.js';

export function useReminders(): UseQueryResult<Reminder[]> {
  return useQuery({
    queryKey: keys.reminders,
    queryFn: ({ signal }) => request<Reminder[]>('GET', '/api/reminders', { signal }),
  });
}

/** Marks reminders as read, at once on the screen. */
export function useReadReminders() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) =>
      Promise.all(ids.map((id) => request<void>('POST', `/api/reminders/${encodeURIComponent(id)}/read`))),
    onMutate: (ids) => {
      const readAt = new Date().toISOString();
      client.setQueryData<Reminder[]>(keys.reminders, (list) =>
        list?.map((reminder) => (ids.includes(reminder.id) ? { ...reminder, readAt } : reminder)),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.reminders }),
  });
}
