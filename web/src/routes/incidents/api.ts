/** What the incidents screen asks the server for. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryString, request } from '../../api/client.js';
import { keys } from '../../api/keys.js';
import type { Page } from '../../api/types.js';

export interface OpenIncident {
  key: string;
  errorType: string;
  message: string;
  createdAt: string;
  elementName: string;
  instanceKey: string;
  processId: string;
  processName: string;
  version: number;
}

export interface Resolution {
  key: string;
  resolved: boolean;
  message: string | null;
}

export function useOpenIncidents(query: { processId: string; page: number; size: number }) {
  return useQuery({
    queryKey: keys.incidents(query),
    queryFn: ({ signal }) => request<Page<OpenIncident>>('GET', `/api/incidents${queryString(query)}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Tries many again; what fails once more comes back as a new incident. */
export function useResolveIncidents() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (incidentKeys: string[]) =>
      (await request<{ items: Resolution[] }>('POST', '/api/incidents/resolution', { body: { keys: incidentKeys } }))
        .items,
    onSettled: () => client.invalidateQueries({ queryKey: ['instance'] }),
  });
}
