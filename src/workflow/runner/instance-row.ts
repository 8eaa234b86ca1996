import type { EngineName } from '../../engine/ports.js';
import { notFound } from '../../platform/failure.js';
import type { SqlReader } from '../../platform/database/database.js';

export type InstanceStatus = 'active' | 'suspended' | 'completed' | 'canceled';

export interface InstanceRow {
  instanceKey: string;
  processId: string;
  version: number;
  definitionKey: string;
  engine: EngineName;
  /** JSON of the engine's state. */
  state: string;
  lockVersion: number;
  status: InstanceStatus;
  caseId: string | null;
  /** The unit that registered the case. */
  caseUnitId: string | null;
  unitId: string | null;
  /** The instance whose call activity started this one, and that call's element instance; null: nobody called it. */
  parentKey: string | null;
  parentElementKey: string | null;
  /** The outermost of the calling instances; null: it is itself. */
  rootKey: string | null;
  lastSeq: number;
  lastHash: string;
  /** The case's key where the instance serves a case, else its own. */
  wrappedKey: string;
}

/** @throws Failure not-found. */
export async function readInstance(reader: SqlReader, instanceKey: string): Promise<InstanceRow> {
  const row = await reader.get<InstanceRow>(
    `SELECT i.instance_key AS "instanceKey", i.process_id AS "processId", i.version AS "version", i.definition_key AS "definitionKey",
       i.engine AS "engine", i.state AS "state", i.lock_version AS "lockVersion", i.status AS "status", i.case_id AS "caseId",
       i.unit_id AS "unitId", i.parent_key AS "parentKey", i.parent_element_key AS "parentElementKey", i.root_key AS "rootKey", i.last_seq AS "lastSeq", i.last_hash AS "lastHash", COALESCE(c.wrapped_key, i.wrapped_key) AS "wrappedKey",
       c.unit_id AS "caseUnitId"
     FROM process_instance i LEFT JOIN petition_case c ON c.id = i.case_id WHERE i.instance_key = ?`,
    [instanceKey],
  );
  if (!row) throw notFound('该流程实例');
  return row;
}
