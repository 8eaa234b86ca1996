import { useQuery } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';
import type { TimelineEvent } from './types.js';

export const instancePath = (key: string): string => `/api/audit/instances/${encodeURIComponent(key)}`;

/** What happened in one instance, the oldest first. */
export function useInstanceTimeline(key: string) {
  return useQuery({
    queryKey: keys.instanceTimeline(key),
    queryFn: ({ signal }) => request<TimelineEvent[]>('GET', `${instancePath(key)}/timeline`, { signal }),
  });
}
