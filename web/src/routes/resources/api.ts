/** Forms and decision tables, as the process owner keeps them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { request, requestText } from '../../api/client.js';

export interface ResourceVersion {
  version: number;
  deployedAt: string;
  deployedBy: string;
  note: string;
}

export interface Resource {
  name: string;
  kind: 'form' | 'dmn';
  title: string;
  /** Newest first. */
  versions: ResourceVersion[];
  usedBy: { processId: string; processName: string; elementName: string }[];
}

export interface ResourceProblem {
  rule: string;
  message: string;
  elementId?: string;
  path?: string;
}

const key = ['deployment', 'resources'] as const;

export const useResources = () =>
  useQuery({ queryKey: key, queryFn: () => request<Resource[]>('GET', '/api/resources') });

export const useResourceContent = (name: string, version: number | undefined) =>
  useQuery({
    queryKey: [...key, name, version],
    queryFn: () => requestText(`/api/resources/${encodeURIComponent(name)}/versions/${version}/content`),
    enabled: version !== undefined,
    staleTime: Infinity,
  });

export async function checkResource(name: string, content: string): Promise<ResourceProblem[]> {
  const answer = await request<{ problems: ResourceProblem[] }>('POST', '/api/resources/check', {
    body: { name, content },
  });
  return answer.problems;
}

export function usePublishResource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; content: string; note: string; baseVersion: number }) =>
      request<{ name: string; version: number; message: string }>('POST', '/api/resources', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
