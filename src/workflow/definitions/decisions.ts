import { Injectable } from '@nestjs/common';
import { compileDecisions } from '../../engine/decisions/compile-decisions.js';
import { decisionTables } from '../../engine/decisions/decision-tables.js';
import type { ResolvedDecision } from '../../engine/decisions/decision-tables.js';
import { DecisionsRejected } from '../../engine/decisions/decisions-rejected.js';
import type { DecisionGraph } from '../../engine/decisions/model.js';
import { FeelError, type FeelHost } from '../../engine/feel/feel.js';
import type { CalledResource, DecisionTables, Definition } from '../../engine/ports.js';
import type { SqlReader } from '../../platform/database/database.js';

export interface DecisionRow {
  decisionKey: string;
  decisionId: string;
  name: string;
  version: number;
  requirementsKey: string;
  requirementsId: string;
  resourceKey: string;
}

const columns = `d.decision_key AS "decisionKey", d.decision_id AS "decisionId", d.name AS "name", d.version AS "version",
  g.requirements_key AS "requirementsKey", g.requirements_id AS "requirementsId", g.resource_key AS "resourceKey"`;
const tables = `decision_definition d JOIN decision_requirements g ON g.requirements_key = d.requirements_key`;

/** Graphs kept in memory at once; a table of a hundred rules has about 50 KB. */
const cacheSize = 500;

/** Deployed decisions: their rows by binding, and their compiled form. */
@Injectable()
export class Decisions {
  private readonly graphs = new Map<string, Promise<DecisionGraph>>();

  /** By key. */
  byKey(decisionKey: string, reader: SqlReader): Promise<DecisionRow | undefined> {
    return reader.get(`SELECT ${columns} FROM ${tables} WHERE d.decision_key = ?`, [decisionKey]);
  }

  /** The newest version. */
  latest(decisionId: string, reader: SqlReader): Promise<DecisionRow | undefined> {
    return reader.get(`SELECT ${columns} FROM ${tables} WHERE d.decision_id = ? ORDER BY d.version DESC LIMIT 1`, [
      decisionId,
    ]);
  }

  /** The decisions of a graph, with their versions. */
  ofGraph(requirementsKey: string, reader: SqlReader): Promise<DecisionRow[]> {
    return reader.all(`SELECT ${columns} FROM ${tables} WHERE d.requirements_key = ?`, [requirementsKey]);
  }

  /** @throws DecisionsRejected when a file of an older release breaks a rule of this one. */
  async graphOf(row: DecisionRow, reader: SqlReader): Promise<DecisionGraph> {
    let graph = this.graphs.get(row.resourceKey);
    if (!graph) {
      graph = compile(row.resourceKey, reader);
      if (this.graphs.size >= cacheSize) this.graphs.delete(this.graphs.keys().next().value!);
      this.graphs.set(row.resourceKey, graph);
      graph.catch(() => this.graphs.delete(row.resourceKey));
    }
    return graph;
  }

  /**
   * The decisions that a definition may call, read ahead: an engine asks for them in the middle of a command and cannot
   * wait. What is given back makes them for the host of one command.
   */
  async calledBy(
    definition: Definition,
    definitionKey: string,
    reader: SqlReader,
  ): Promise<(host: FeelHost) => DecisionTables> {
    const found = new Map<string, ResolvedDecision | FeelError>();
    for (const called of definition.calledDecisions) {
      const row = await this.bound(called, definitionKey, reader);
      if (row) found.set(nameOf(called), await this.resolved(row, reader));
    }
    const resolve = (called: CalledResource): ResolvedDecision | undefined => {
      const decision = found.get(nameOf(called));
      if (decision instanceof FeelError) throw decision;
      return decision;
    };
    return (host) => decisionTables(resolve, host);
  }

  private bound(called: CalledResource, definitionKey: string, reader: SqlReader): Promise<DecisionRow | undefined> {
    switch (called.binding) {
      case 'latest':
        return this.latest(called.id, reader);
      case 'versionTag':
        return reader.get(
          `SELECT ${columns} FROM ${tables} WHERE d.decision_id = ? AND d.version_tag = ? ORDER BY d.version DESC LIMIT 1`,
          [called.id, called.versionTag ?? ''],
        );
      case 'deployment':
        return reader.get(
          `SELECT ${columns} FROM ${tables} JOIN deployment_decision y ON y.decision_key = d.decision_key
           JOIN process_definition p ON p.deployment_key = y.deployment_key
           WHERE y.decision_id = ? AND p.definition_key = ?`,
          [called.id, definitionKey],
        );
    }
  }

  private async resolved(row: DecisionRow, reader: SqlReader): Promise<ResolvedDecision | FeelError> {
    try {
      return { graph: await this.graphOf(row, reader), decisionId: row.decisionId, version: row.version };
    } catch (error) {
      if (!(error instanceof DecisionsRejected)) throw error;
      return new FeelError(`决策“${row.name}”第 ${row.version} 版不符合现行规则，请修改后重新发布`);
    }
  }
}

async function compile(resourceKey: string, reader: SqlReader): Promise<DecisionGraph> {
  const resource = await reader.get<{ content: string }>(`SELECT content FROM resource WHERE resource_key = ?`, [
    resourceKey,
  ]);
  return compileDecisions(resource!.content);
}

const nameOf = ({ id, binding, versionTag = '' }: CalledResource): string => JSON.stringify([id, binding, versionTag]);
