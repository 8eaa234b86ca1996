/** Decision rows of a deployment: the graph of a file and each of its decisions, with versions of their own. */
import type { DecisionGraph, DecisionModel } from '../../engine/decisions/model.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { nextKey } from '../keys.js';
import type { DeployedDecision, DeployedRequirements } from './deployed.js';
import type { Place } from './store-processes.js';

export interface StoredGraph {
  requirements: DeployedRequirements;
  decisions: DeployedDecision[];
}

/** @throws Failure `decision-elsewhere` when another file holds the graph's id or one of the decisions. */
export async function storeGraph(
  transaction: SqlTransaction,
  place: Place,
  graph: DecisionGraph,
): Promise<StoredGraph> {
  const requirements = await storeRequirements(transaction, place, graph);
  const decisions: DeployedDecision[] = [];
  for (const decision of Object.values(graph.decisions))
    decisions.push(await storeDecision(transaction, place, requirements, decision));
  return { requirements, decisions };
}

async function storeRequirements(
  transaction: SqlTransaction,
  { deploymentKey, resourceKey, resourceName }: Place,
  graph: DecisionGraph,
): Promise<DeployedRequirements> {
  const last = await transaction.get<Last>(
    `SELECT max(g.version) AS version, max(CASE WHEN r.name <> ? THEN r.name END) AS other FROM decision_requirements g
     JOIN resource r ON r.resource_key = g.resource_key WHERE g.requirements_id = ?`,
    [resourceName, graph.id],
  );
  const stored: DeployedRequirements = {
    requirementsKey: await nextKey(transaction),
    requirementsId: graph.id,
    name: graph.name,
    version: nextVersion(last, `决策图编号“${graph.id}”`, resourceName),
    resourceName,
  };
  await transaction.run(
    `INSERT INTO decision_requirements (requirements_key, requirements_id, name, version, resource_key, deployment_key)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [stored.requirementsKey, stored.requirementsId, stored.name, stored.version, resourceKey, deploymentKey],
  );
  return stored;
}

async function storeDecision(
  transaction: SqlTransaction,
  { resourceName }: Place,
  { requirementsKey, requirementsId }: DeployedRequirements,
  decision: DecisionModel,
): Promise<DeployedDecision> {
  const last = await transaction.get<Last>(
    `SELECT max(d.version) AS version, max(CASE WHEN r.name <> ? THEN r.name END) AS other FROM decision_definition d
     JOIN decision_requirements g ON g.requirements_key = d.requirements_key
     JOIN resource r ON r.resource_key = g.resource_key WHERE d.decision_id = ?`,
    [resourceName, decision.id],
  );
  const stored: DeployedDecision = {
    decisionKey: await nextKey(transaction),
    decisionId: decision.id,
    name: decision.name,
    version: nextVersion(last, `决策“${decision.id}”`, resourceName),
    versionTag: decision.versionTag ?? null,
    requirementsKey,
    requirementsId,
  };
  await transaction.run(
    `INSERT INTO decision_definition (decision_key, decision_id, name, version, version_tag, requirements_key) VALUES (?, ?, ?, ?, ?, ?)`,
    [stored.decisionKey, stored.decisionId, stored.name, stored.version, stored.versionTag, requirementsKey],
  );
  return stored;
}

interface Last {
  version: number | null;
  /** Name of another file that holds it. */
  other: string | null;
}

function nextVersion(last: Last | undefined, what: string, resourceName: string): number {
  if (last?.other)
    throw new Failure(
      'conflict',
      'decision-elsewhere',
      `${what}已在文件“${last.other}”中，不能再由“${resourceName}”发布。`,
    );
  return (last?.version ?? 0) + 1;
}

export async function keptGraph(
  transaction: SqlTransaction,
  resourceKey: string,
  resourceName: string,
): Promise<StoredGraph> {
  const requirements = await transaction.get<DeployedRequirements>(
    `SELECT requirements_key AS "requirementsKey", requirements_id AS "requirementsId", name AS "name", version AS "version",
       ? AS "resourceName" FROM decision_requirements WHERE resource_key = ?`,
    [resourceName, resourceKey],
  );
  const decisions = await transaction.all<DeployedDecision>(
    `SELECT d.decision_key AS "decisionKey", d.decision_id AS "decisionId", d.name AS "name", d.version AS "version",
       d.version_tag AS "versionTag", g.requirements_key AS "requirementsKey", g.requirements_id AS "requirementsId"
     FROM decision_definition d JOIN decision_requirements g ON g.requirements_key = d.requirements_key
     WHERE g.resource_key = ? ORDER BY length(d.decision_key), d.decision_key`,
    [resourceKey],
  );
  return { requirements: requirements!, decisions };
}

/**
 * Notes which versions stand beside the deployment: those of its own files, and of the decisions that its processes bind to
 * the deployment the newest ones otherwise.
 */
export async function bindToDeployment(
  transaction: SqlTransaction,
  deploymentKey: string,
  own: readonly DeployedDecision[],
  calledIds: ReadonlySet<string>,
): Promise<void> {
  const bound = new Map(own.map(({ decisionId, decisionKey }) => [decisionId, decisionKey]));
  for (const decisionId of calledIds) {
    if (bound.has(decisionId)) continue;
    const newest = await transaction.get<{ key: string }>(
      `SELECT decision_key AS key FROM decision_definition WHERE decision_id = ? ORDER BY version DESC LIMIT 1`,
      [decisionId],
    );
    if (newest) bound.set(decisionId, newest.key);
  }
  for (const [decisionId, decisionKey] of bound) {
    await transaction.run(
      `INSERT INTO deployment_decision (deployment_key, decision_id, decision_key) VALUES (?, ?, ?)`,
      [deploymentKey, decisionId, decisionKey],
    );
  }
}
