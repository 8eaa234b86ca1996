import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import type { SqlTransaction } from '../../platform/database/database.js';

export interface ProcessStart {
  processId: string;
  /** Which of several start events; where the process has no such event it begins at its plain one. */
  startElementId?: string;
  caseId: string;
  /** The unit that opened the case. */
  unitId: string;
  actor: Actor;
  variables: Variables;
}

/** What registration needs of the workflow layer: the newest version of a process begins, in the caller's transaction. */
export abstract class ProcessStarter {
  /** @throws Failure not-found when the process is not deployed; nothing is registered then. */
  abstract start(transaction: SqlTransaction, start: ProcessStart): Promise<{ instanceKey: string }>;
}
