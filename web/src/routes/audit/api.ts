/** What the auditor's screens ask the server for. */
import { useMutation, useQuery } from '@tanstack/react-query';

import { queryString, request } from '../../api/client.js';
import { instancePath } from '../../api/instances.js';
import { keys } from '../../api/keys.js';
import type { Named, Notice, Page } from '../../api/types.js';

export interface AuditInstance {
  key: string;
  processId: string;
  processName: string;
  version: number;
  definitionKey: string;
  caseId: string | null;
  caseNumber: string | null;
  title: string | null;
  status: string;
  startedAt: string;
  endedAt?: string | null;
  unit: Named | null;
  current: { elementId: string; name: string }[];
  incidents: number;
  overdue: boolean;
  outcome?: string | null;
}

export interface AuditElement {
  name: string;
  count: number;
  active: number;
  incidents: number;
  lastAt?: string | null;
  late: boolean;
}

/** One stop of the way a case went; `seq` is the number of the record it was taken from. */
export interface PathStep {
  seq: number;
  elementId: string;
  kind: 'element' | 'flow';
}

export interface OpenIncident {
  key: string;
  elementId: string;
  errorType: string;
  message: string;
  createdAt: string;
}

export interface AuditInstanceDetail extends AuditInstance {
  elements: Record<string, AuditElement>;
  flows: Record<string, number>;
  notices: Notice[];
  incidentsOpen: OpenIncident[];
  path: PathStep[];
}

export interface InstanceFilters {
  processId: string;
  version: string;
  status: string;
  unitId: string;
  outcome: string;
  from: string;
  to: string;
  q: string;
  overdue: boolean;
  incident: boolean;
}

export interface Verification {
  status: 'intact' | 'altered' | 'truncated' | 'wrong-key';
  /** Records looked at. */
  events: number;
  /** Seals looked at. */
  blocks: number;
  firstBad?: { instanceKey: string; seq: number } | null;
  message: string;
  checkedAt: string;
}

export function fetchInstances(
  query: InstanceFilters & { page: number; size: number },
  signal?: AbortSignal,
): Promise<Page<AuditInstance>> {
  return request<Page<AuditInstance>>('GET', `/api/audit/instances${queryString({ ...query })}`, { signal });
}

export function useInstances(query: InstanceFilters & { page: number; size: number }) {
  return useQuery({
    queryKey: keys.instances(query),
    queryFn: ({ signal }) => fetchInstances(query, signal),
    placeholderData: (previous) => previous,
  });
}

export function useInstance(key: string) {
  return useQuery({
    queryKey: keys.instance(key),
    queryFn: ({ signal }) => request<AuditInstanceDetail>('GET', instancePath(key), { signal }),
  });
}

/** Checks the records of one instance, or of the whole database when no key is given. */
export function useVerification() {
  return useMutation({
    mutationFn: (instanceKey?: string) =>
      request<Verification>('POST', '/api/audit/verify', { body: instanceKey ? { instanceKey } : {} }),
  });
}

const statusNames: Record<string, string> = {
  active: '办理中',
  suspended: '已暂停',
  completed: '已办结',
  canceled: '已取消',
};

export const statusChoices = ['active', 'completed', 'canceled'].map((value) => ({
  value,
  label: statusInWords(value),
}));

/** Servers may write states in capitals, as `/v2` does. */
export function statusInWords(status: string): string {
  return statusNames[status.toLowerCase()] ?? status;
}

/** Where a case stands; steps that several people have at the same time are named once. */
export function currentInWords(current: AuditInstance['current']): string {
  return [...new Set(current.map(({ name }) => name))].join('、');
}
