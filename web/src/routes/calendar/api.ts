/** What the calendar screen asks the server for. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../api/client.js';
import { keys } from '../../api/keys.js';

export interface DayOverride {
  /** `YYYY-MM-DD` */
  day: string;
  working: boolean;
  /** Whether the day is worked by the published arrangement. */
  published: boolean;
  reason: string;
  changedBy: string;
  changedAt: string;
}

export interface DayChange extends Omit<DayOverride, 'working' | 'published'> {
  /** Null: the day is again as published. */
  working: boolean | null;
}

export interface WorkDays {
  publishedThrough: number;
  overrides: DayOverride[];
  changes: DayChange[];
}

const PATH = '/api/calendar/overrides';

export function useWorkDays() {
  return useQuery({
    queryKey: keys.workDays,
    queryFn: ({ signal }) => request<WorkDays>('GET', PATH, { signal }),
  });
}

export interface DayDecision {
  day: string;
  working: boolean;
  reason: string;
}

export function useSetDay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ day, ...body }: DayDecision) => request<void>('PUT', `${PATH}/${day}`, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.workDays }),
  });
}

export function useRestoreDay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (day: string) => request<void>('DELETE', `${PATH}/${day}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.workDays }),
  });
}
