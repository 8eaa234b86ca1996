/** What the process owner's screens ask the server for. */
import { useQuery } from '@tanstack/react-query';

import { request, requestText } from '../../api/client.js';
import { keys } from '../../api/keys.js';
import { Problem, type ProblemItem } from '../../api/problem.js';

export interface ProcessVersion {
  version: number;
  versionTag?: string | null;
  /** Definition key by process id. */
  definitionKeys: Record<string, string>;
  deployedAt: string;
  deployedBy: string;
  note: string;
  /** Cases that run on this version. */
  running: number;
  current: boolean;
}

/** One .bpmn file with all its versions. */
export interface ProcessFile {
  resourceName: string;
  name: string;
  processes: { processId: string; name: string }[];
  versions: ProcessVersion[];
  draft: { savedAt: string; savedBy: string; baseVersion: number } | null;
  lastChangedAt: string;
  incidents: number;
}

export interface Draft {
  resourceName: string;
  xml: string;
  /** The version it was begun from; 0 for a process that was never deployed. */
  baseVersion: number;
  revision: number;
  savedAt: string;
  savedBy: string;
}

export interface Deployment {
  deploymentKey: string;
  version: number;
  runningOnOlder: number;
  message: string;
}

export function useProcesses() {
  return useQuery({ queryKey: keys.processes, queryFn: () => request<ProcessFile[]>('GET', '/api/processes') });
}

/** The newest version, or undefined for a process that was never deployed. */
export function newestVersion(file: ProcessFile | undefined): ProcessVersion | undefined {
  return file?.versions.toSorted((a, b) => b.version - a.version)[0];
}

export function versionXml(resourceName: string, version: number, signal?: AbortSignal): Promise<string> {
  return requestText(`/api/processes/${encodeURIComponent(resourceName)}/versions/${version}/xml`, { signal });
}

export function useVersionXml(resourceName: string, version: number) {
  return useQuery({
    queryKey: ['version-xml', resourceName, version],
    queryFn: ({ signal }) => versionXml(resourceName, version, signal),
    staleTime: Infinity,
  });
}

const draftPath = (resourceName: string) => `/api/drafts/${encodeURIComponent(resourceName)}`;

/** The draft, or null when there is none. */
export async function fetchDraft(resourceName: string, signal?: AbortSignal): Promise<Draft | null> {
  try {
    return await request<Draft>('GET', draftPath(resourceName), { signal });
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

export function saveDraft(
  resourceName: string,
  draft: { xml: string; baseVersion: number; revision?: number },
): Promise<Draft> {
  return request<Draft>('PUT', draftPath(resourceName), { body: draft });
}

export async function discardDraft(resourceName: string): Promise<void> {
  try {
    await request<void>('DELETE', draftPath(resourceName));
  } catch (error) {
    if (!(error instanceof Problem && error.status === 404)) throw error;
  }
}

export async function checkDeployment(resourceName: string, xml: string): Promise<ProblemItem[]> {
  const answer = await request<{ problems: ProblemItem[] }>('POST', '/api/deployments/check', { body: { resourceName, xml } });
  return answer.problems;
}

/** @param body `baseVersion` is the version the drawing was begun from, 0 when there is none */
export function deploy(body: {
  resourceName: string;
  xml: string;
  note: string;
  baseVersion: number;
}): Promise<Deployment> {
  return request<Deployment>('POST', '/api/deployments', { body });
}
