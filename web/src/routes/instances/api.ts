/** What the process owner's list of running instances asks the server for. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { queryString, request } from '../../api/client.js';
import { keys } from '../../api/keys.js';

export interface OwnedInstance {
  key: string;
  processId: string;
  processName: string;
  version: number;
  definitionKey: string;
  status: 'active' | 'suspended';
  startedAt: string;
  incidents: number;
  /** It serves a petition: it can be migrated, not cancelled. */
  isPetition: boolean;
  /** Names of the steps it stands at. */
  elements: string[];
}

export interface OwnedInstancesQuery {
  processId: string;
  definitionKey: string;
  incidents: boolean;
  page: number;
  size: number;
}

export type BatchType =
  'CANCEL_PROCESS_INSTANCE' | 'MIGRATE_PROCESS_INSTANCE' | 'MODIFY_PROCESS_INSTANCE' | 'RESOLVE_INCIDENT';

/** Of a search of process instances (`/v2`). */
export type InstanceFilter = Record<string, unknown>;

export interface MigrationPlan {
  targetProcessDefinitionKey: string;
  mappingInstructions: { sourceElementId: string; targetElementId: string }[];
}

export interface BatchOrder {
  operationType: BatchType;
  filter: InstanceFilter;
  migrationPlan?: MigrationPlan;
}

export interface RefusedItem {
  itemKey: string;
  processInstanceKey: string;
  processDefinitionVersion: number;
  message: string;
  problems: { elementId: string | null; message: string }[];
}

export interface BatchCheck {
  total: number;
  checked: number;
  refused: RefusedItem[];
}

export interface BatchOperation {
  batchOperationKey: string;
  state: 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'CANCELED';
  batchOperationType: BatchType;
  startDate: string;
  endDate: string | null;
  actorId: string;
  operationsTotalCount: number;
  operationsFailedCount: number;
  operationsCompletedCount: number;
}

export interface BatchItem {
  itemKey: string;
  processInstanceKey: string;
  processedDate: string | null;
  errorMessage: string | null;
}

export function useOwnedInstances(query: OwnedInstancesQuery) {
  return useQuery({
    queryKey: keys.instances({ owned: query }),
    queryFn: ({ signal }) =>
      request<{ total: number; items: OwnedInstance[] }>('GET', `/api/process-instances${queryString({ ...query })}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

export function checkBatch(order: BatchOrder): Promise<BatchCheck> {
  return request('POST', '/api/process-instances/batch-check', { body: order });
}

const paths: Record<BatchType, string> = {
  CANCEL_PROCESS_INSTANCE: 'cancellation',
  MIGRATE_PROCESS_INSTANCE: 'migration',
  MODIFY_PROCESS_INSTANCE: 'modification',
  RESOLVE_INCIDENT: 'incident-resolution',
};

/** Hands an operation to the server; it is carried out there, whether or not this page stays open. */
export function useStartBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ operationType, ...body }: BatchOrder) =>
      request<{ batchOperationKey: string }>('POST', `/v2/process-instances/${paths[operationType]}`, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.batchOperations }),
  });
}

/** Milliseconds between two looks at an operation that is being carried out. */
const progressMillis = 1_000;

export function useBatchOperations() {
  return useQuery({
    queryKey: keys.batchOperations,
    queryFn: ({ signal }) =>
      request<{ items: BatchOperation[] }>('POST', '/v2/batch-operations/search', {
        body: { sort: [{ field: 'startDate', order: 'DESC' }], page: { limit: 10 } },
        signal,
      }),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'ACTIVE') ? progressMillis : false),
  });
}

/** Items that failed, the first hundred. */
export function useFailedItems(batchOperationKey: string, failed: number) {
  return useQuery({
    queryKey: [...keys.batchOperations, batchOperationKey, failed],
    queryFn: ({ signal }) =>
      request<{ items: BatchItem[] }>('POST', '/v2/batch-operation-items/search', {
        body: { filter: { batchOperationKey, state: 'FAILED' }, page: { limit: 100 } },
        signal,
      }),
  });
}

export function useControlBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, step }: { key: string; step: 'suspension' | 'resumption' | 'cancellation' }) =>
      request<void>('POST', `/v2/batch-operations/${encodeURIComponent(key)}/${step}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.batchOperations }),
  });
}
