import { Inject, Injectable } from '@nestjs/common';
import {
  isBegunBy,
  type CallWait,
  type Definition,
  type Engine,
  type EngineName,
  type Host,
  type StartEventInfo,
  type StartTrigger,
} from '../../engine/ports.js';
import { notFound } from '../../platform/failure.js';
import { CommittedCache } from '../../platform/database/committed-cache.js';
import { Database, type SqlReader } from '../../platform/database/database.js';
import { ENGINES } from '../ports/tokens.js';
import { Decisions } from './decisions.js';

export interface DefinitionRow {
  definitionKey: string;
  processId: string;
  version: number;
  versionTag: string | null;
  name: string;
  engine: EngineName;
  resourceKey: string;
  resourceName: string;
  /** Of the file. */
  sha256: string;
}

const columns = `d.definition_key AS "definitionKey", d.process_id AS "processId", d.version AS "version", d.version_tag AS "versionTag",
  d.name AS "name", d.engine AS "engine", d.resource_key AS "resourceKey", r.name AS "resourceName",
  r.sha256 AS "sha256"`;

const select = `SELECT ${columns} FROM process_definition d JOIN resource r ON r.resource_key = d.resource_key`;

export interface StartableDefinition {
  row: DefinitionRow;
  event: StartEventInfo;
}

/** What a trigger is found by: the name of its message or signal; other kinds have none. */
export const triggerName = ({ messageName, signalName }: Partial<StartTrigger>): string =>
  messageName ?? signalName ?? '';

/** Compiled definitions kept in memory at once; each is a few hundred kilobytes with the reference engine. */
const cacheSize = 200;

/** Deployed process definitions: rows by key or by process, and their compiled form. */
@Injectable()
export class Definitions {
  private readonly compiled = new Map<string, Promise<Definition[]>>();
  private readonly rows = new CommittedCache<DefinitionRow>(2_000);

  constructor(
    private readonly database: Database,
    @Inject(ENGINES) private readonly engines: Record<EngineName, Engine>,
    private readonly decisions: Decisions,
  ) {}

  /** Completes a host with the decisions that the definition may call. */
  async withDecisions(definition: Definition, definitionKey: string, reader: SqlReader): Promise<(host: Host) => Host> {
    if (definition.calledDecisions.length === 0) return (host) => host;
    const decisions = await this.decisions.calledBy(definition, definitionKey, reader);
    return (host) => ({ ...host, decisions: decisions(host) });
  }

  /** @throws Failure not-found. */
  async row(definitionKey: string, reader: SqlReader = this.database): Promise<DefinitionRow> {
    return this.rows.of(definitionKey, reader, async (from) => {
      const row = await from.get<DefinitionRow>(`${select} WHERE d.definition_key = ?`, [definitionKey]);
      if (!row) throw notFound('该流程定义');
      return row;
    });
  }

  /** The newest version of a process. @throws Failure not-found. */
  async latest(processId: string, reader: SqlReader = this.database): Promise<DefinitionRow> {
    const row = await reader.get<DefinitionRow>(`${select} WHERE d.process_id = ? ORDER BY d.version DESC LIMIT 1`, [
      processId,
    ]);
    if (!row) throw notFound(`流程“${processId}”`);
    return row;
  }

  /** The newest version of every process. */
  newest(reader: SqlReader = this.database): Promise<DefinitionRow[]> {
    return reader.all<DefinitionRow>(
      `${select} WHERE d.version = (SELECT max(n.version) FROM process_definition n WHERE n.process_id = d.process_id) ORDER BY d.process_id`,
    );
  }

  async compiledOf(row: DefinitionRow, reader: SqlReader = this.database): Promise<Definition> {
    // By content: the key of a file whose deployment was rolled back is given to another one.
    const cacheKey = `${row.engine}/${row.sha256}`;
    let pending = this.compiled.get(cacheKey);
    if (!pending) {
      pending = this.compile(row, reader);
      if (this.compiled.size >= cacheSize) this.compiled.delete(this.compiled.keys().next().value!);
      this.compiled.set(cacheKey, pending);
      pending.catch(() => this.compiled.delete(cacheKey));
    }
    const definition = (await pending).find((candidate) => candidate.processId === row.processId);
    if (!definition) throw notFound(`流程“${row.processId}”`);
    return definition;
  }

  /** The version of a called process that its binding means; undefined when there is none. */
  async called(
    { processId, binding, versionTag }: Pick<CallWait, 'processId' | 'binding' | 'versionTag'>,
    callerDefinitionKey: string,
    reader: SqlReader,
  ): Promise<DefinitionRow | undefined> {
    switch (binding) {
      case 'latest':
        return reader.get(`${select} WHERE d.process_id = ? ORDER BY d.version DESC LIMIT 1`, [processId]);
      case 'versionTag':
        return reader.get(`${select} WHERE d.process_id = ? AND d.version_tag = ? ORDER BY d.version DESC LIMIT 1`, [
          processId,
          versionTag ?? '',
        ]);
      case 'deployment':
        return reader.get(
          `${select} JOIN deployment_process y ON y.definition_key = d.definition_key
           JOIN process_definition caller ON caller.deployment_key = y.deployment_key
           WHERE y.process_id = ? AND caller.definition_key = ?`,
          [processId, callerDefinitionKey],
        );
    }
  }

  /**
   * Newest definitions that begin in a way, with each such start event. A process whose newest version dropped it is not
   * among them.
   */
  async startedBy(trigger: StartTrigger, reader: SqlReader = this.database): Promise<StartableDefinition[]> {
    const rows = await reader.all<DefinitionRow>(
      `${select} WHERE d.definition_key IN (SELECT s.definition_key FROM start_subscription s WHERE s.kind = ? AND s.name = ?) ORDER BY d.process_id`,
      [trigger.kind, triggerName(trigger)],
    );
    const found: StartableDefinition[] = [];
    for (const row of rows) {
      for (const event of (await this.compiledOf(row, reader)).startEvents)
        if (isBegunBy(event, trigger)) found.push({ row, event });
    }
    return found;
  }

  private async compile(row: DefinitionRow, reader: SqlReader): Promise<Definition[]> {
    const resource = await reader.get<{ content: string }>(`SELECT content FROM resource WHERE resource_key = ?`, [
      row.resourceKey,
    ]);
    if (!resource) throw notFound('该流程文件');
    return this.engines[row.engine].compile(resource.content, { isAccepted: true });
  }
}
