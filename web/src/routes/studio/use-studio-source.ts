import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';

import { request } from '../../api/client.js';
import { fetchDraft, newestVersion, versionXml, type Draft, type ProcessFile } from '../processes/api.js';

/** A deployed version that changes are compared with; null for a process that was never deployed. */
export interface Base {
  version: number;
  xml: string;
}

/** What the studio opens with. */
export interface StudioSource {
  resourceName: string;
  /** Undefined for a process the server does not know yet. */
  file: ProcessFile | undefined;
  xml: string;
  origin: 'version' | 'draft' | 'import' | 'new';
  /** Name of the imported file. */
  fileName?: string;
  draft: Draft | null;
  base: Base | null;
}

/** Handed over by the list: content that is not on the server yet. */
interface Handover {
  xml: string;
  origin: 'import' | 'new';
  fileName?: string;
}

function isHandover(state: unknown): state is Handover {
  return typeof state === 'object' && state !== null && 'xml' in state && typeof state.xml === 'string';
}

async function load(
  resourceName: string,
  handover: Handover | null,
  signal: AbortSignal,
): Promise<StudioSource | null> {
  const files = await request<ProcessFile[]>('GET', '/api/processes', { signal });
  const file = files.find((candidate) => candidate.resourceName === resourceName);
  const draft = file && !file.draft ? null : await fetchDraft(resourceName, signal);
  const baseVersion = (!handover && draft?.baseVersion) || newestVersion(file)?.version;
  const base =
    baseVersion === undefined
      ? null
      : { version: baseVersion, xml: await versionXml(resourceName, baseVersion, signal) };
  const known = { resourceName, file, draft, base };
  if (handover) return { ...known, ...handover };
  if (draft) return { ...known, xml: draft.xml, origin: 'draft' };
  return base && { ...known, xml: base.xml, origin: 'version' };
}

/**
 * Loads what the studio opens with, once for each visit: an answer that came later must not replace what is being drawn.
 * The data is null when the server knows no such process.
 */
export function useStudioSource(resourceName: string) {
  const location = useLocation();
  const handover = isHandover(location.state) ? location.state : null;
  return useQuery({
    queryKey: ['studio', resourceName, location.key],
    queryFn: ({ signal }) => load(resourceName, handover, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
