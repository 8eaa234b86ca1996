/** Process definition rows of a deployment. */
import type { Definition, EngineName } from '../../engine/ports.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { nextKey } from '../keys.js';
import type { Deployed, DeployedDefinition } from './deployed.js';

/** Where the rows of a file belong. */
export interface Place {
  deploymentKey: string;
  resourceKey: string;
  resourceName: string;
}

/** @throws Failure `process-elsewhere` when another file holds the process. */
export async function storeDefinition(
  transaction: SqlTransaction,
  { deploymentKey, resourceKey, resourceName }: Place,
  definition: Definition,
  engine: EngineName,
): Promise<DeployedDefinition> {
  const last = await transaction.get<{ version: number | null; other: string | null }>(
    `SELECT max(d.version) AS version, max(CASE WHEN r.name <> ? THEN r.name END) AS other FROM process_definition d
     JOIN resource r ON r.resource_key = d.resource_key WHERE d.process_id = ?`,
    [resourceName, definition.processId],
  );
  if (last?.other) {
    throw new Failure(
      'conflict',
      'process-elsewhere',
      `流程“${definition.processId}”已在文件“${last.other}”中，不能再由“${resourceName}”发布。`,
    );
  }
  const stored: DeployedDefinition = {
    definitionKey: await nextKey(transaction),
    processId: definition.processId,
    name: definition.name,
    version: (last?.version ?? 0) + 1,
    versionTag: definition.versionTag ?? null,
    resourceName,
  };
  await transaction.run(
    `INSERT INTO process_definition (definition_key, process_id, version, version_tag, name, engine, resource_key, deployment_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      stored.definitionKey,
      stored.processId,
      stored.version,
      stored.versionTag,
      stored.name,
      engine,
      resourceKey,
      deploymentKey,
    ],
  );
  return stored;
}

export function keptDefinitions(
  transaction: SqlTransaction,
  resourceKey: string,
  resourceName: string,
): Promise<DeployedDefinition[]> {
  return transaction.all<DeployedDefinition>(
    `SELECT definition_key AS "definitionKey", process_id AS "processId", name AS "name", version AS "version",
       version_tag AS "versionTag", ? AS "resourceName" FROM process_definition WHERE resource_key = ? ORDER BY process_id`,
    [resourceName, resourceKey],
  );
}

/** Notes which version of each process stands beside the deployment, new or kept, for calls with the binding `deployment`. */
export async function bindProcesses(
  transaction: SqlTransaction,
  { deploymentKey, definitions }: Pick<Deployed, 'deploymentKey' | 'definitions'>,
): Promise<void> {
  for (const { processId, definitionKey } of definitions) {
    await transaction.run(
      `INSERT INTO deployment_process (deployment_key, process_id, definition_key) VALUES (?, ?, ?)`,
      [deploymentKey, processId, definitionKey],
    );
  }
}
