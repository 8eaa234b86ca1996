import type { Key } from '../../engine/ports.js';
import type { MigrationTarget } from '../../workflow/runner/runner.js';

/** As the public API calls them. */
export const batchTypes = [
  'CANCEL_PROCESS_INSTANCE',
  'MIGRATE_PROCESS_INSTANCE',
  'MODIFY_PROCESS_INSTANCE',
  'RESOLVE_INCIDENT',
] as const;
export type BatchType = (typeof batchTypes)[number];

export interface Move {
  sourceElementId: string;
  targetElementId: string;
}

/** What is to be done with each item; stored with the operation. */
export type BatchPlan =
  | { type: 'CANCEL_PROCESS_INSTANCE' }
  | { type: 'MIGRATE_PROCESS_INSTANCE'; target: MigrationTarget }
  | { type: 'MODIFY_PROCESS_INSTANCE'; moves: Move[] }
  | { type: 'RESOLVE_INCIDENT' };

export interface BatchItem {
  /** The incident's key where incidents are resolved, else the instance's. */
  itemKey: Key;
  instanceKey: Key;
}

export const operationStates = ['ACTIVE', 'SUSPENDED', 'COMPLETED', 'CANCELED'] as const;
export const itemStates = ['ACTIVE', 'COMPLETED', 'FAILED', 'CANCELED'] as const;
