import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';

/** A window of the hall. */
export interface ServiceWindow {
  id: string;
  name: string;
  department: string;
  open: boolean;
  position: number;
}

export function useWindows(): UseQueryResult<ServiceWindow[]> {
  return useQuery({
    queryKey: keys.windows,
    queryFn: ({ signal }) => request<ServiceWindow[]>('GET', '/api/windows', { signal }),
  });
}
