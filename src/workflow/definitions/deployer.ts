import { Inject, Injectable } from '@nestjs/common';
import type { CompileContext, Definition, Engine, EngineName, Problem } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Failure, type FieldProblem } from '../../platform/failure.js';
import { Changes } from '../changes.js';
import { nextKey } from '../keys.js';
import { DEFAULT_ENGINE, ENGINES } from '../ports/tokens.js';
import { ResourceCatalogue } from '../ports/resource-catalogue.js';
import { StartTimers } from '../timers/start-timers.js';
import { checkGuarded } from './compile-worker.js';
import type { Deployed, DeployedDefinition } from './deployed.js';
import { prepareDecisions, preparedProcess, prepareForm } from './prepare-file.js';
import type { PreparedFile, PreparedProcess, ResourceFile } from './prepare-file.js';
import { subscribeStarts } from './start-subscriptions.js';
import { bindToDeployment, keptGraph, storeGraph } from './store-decisions.js';
import type { StoredGraph } from './store-decisions.js';
import { keptForms, storeForm } from './store-forms.js';
import { bindProcesses, keptDefinitions, storeDefinition, type Place } from './store-processes.js';

export type { Deployed, DeployedDecision, DeployedDefinition, DeployedForm, DeployedRequirements } from './deployed.js';
export type { ResourceFile } from './prepare-file.js';

export interface DeployInput {
  files: ResourceFile[];
  note: string;
  userId: string;
  /** The resource version that was edited; a newer one meanwhile is a conflict. Absent: not checked. */
  baseVersion?: number;
  /** Files that come with the software: compiled where they are, without the thread that hostile files need. */
  isShipped?: boolean;
}

/** A stored version of a file. */
interface StoredResource {
  resourceKey: string;
  version: number;
  sha256: string;
  /** Of its processes; null: it has none. */
  engine: string | null;
}

/** Checks and stores diagrams, forms and decisions. A refused file changes nothing, whatever else came with it. */
@Injectable()
export class Deployer {
  constructor(
    private readonly database: Database,
    @Inject(DEFAULT_ENGINE) private readonly engine: Engine,
    @Inject(ENGINES) private readonly engines: Record<EngineName, Engine>,
    private readonly catalogue: ResourceCatalogue,
    private readonly startTimers: StartTimers,
    private readonly clock: Clock,
    private readonly changes: Changes,
  ) {}

  /** Every problem of a diagram, warnings too; it may be deployed when none of them is an error. */
  async check(xml: string): Promise<Problem[]> {
    return checkGuarded(xml, await this.context([], []), this.engine.name);
  }

  /** As {@link check}, of a form or a decision file. @throws Failure unsupported-resource */
  async checkResource(file: ResourceFile): Promise<FieldProblem[]> {
    try {
      await this.prepare([file]);
      return [];
    } catch (reason) {
      if (reason instanceof Failure && reason.problems) return [...reason.problems];
      if (reason instanceof Failure && reason.code.endsWith('-rejected'))
        return [{ rule: reason.code, message: reason.message }];
      throw reason;
    }
  }

  /**
   * Stores the files as one deployment. A file equal to its newest version keeps that version.
   * @throws DefinitionRejected for a diagram; Failure `form-rejected`, `decision-rejected`, `unsupported-resource`,
   *   `stale-base`, `process-elsewhere` or `decision-elsewhere`.
   */
  async deploy(input: DeployInput): Promise<Deployed> {
    const engine = input.isShipped ? this.engines[this.engine.name] : this.engine;
    const prepared = await this.prepare(input.files, engine);
    return this.database.write(async (transaction) => {
      const deployed = await this.store(transaction, prepared, input);
      transaction.afterCommit(() => this.changes.publish({ topic: 'deployment', key: deployed.deploymentKey }));
      return deployed;
    });
  }

  private async prepare(files: ResourceFile[], engine = this.engine): Promise<PreparedFile[]> {
    const of = (ending: string): ResourceFile[] => files.filter((file) => file.name.endsWith(ending));
    const other = files.find((file) => !/\.(bpmn|form|dmn)$/.test(file.name));
    if (other)
      throw new Failure(
        'unprocessable',
        'unsupported-resource',
        `“${other.name}”不是流程图(.bpmn)、表单(.form)或决策(.dmn)，不能发布。`,
      );
    const forms = of('.form').map(prepareForm);
    const decisions = await Promise.all(of('.dmn').map(prepareDecisions));
    const context = await this.context(
      forms.map((form) => form.formId),
      decisions.flatMap(({ graph }) => Object.keys(graph.decisions)),
    );
    const processes: PreparedProcess[] = [];
    for (const file of of('.bpmn')) processes.push(preparedProcess(file, await engine.compile(file.content, context)));
    return [...forms, ...decisions, ...processes];
  }

  private async context(newForms: string[], newDecisions: string[]): Promise<CompileContext> {
    const forms = await this.database.all<{ id: string }>(`SELECT DISTINCT form_id AS id FROM form`);
    const decisions = await this.database.all<{ id: string }>(
      `SELECT DISTINCT decision_id AS id FROM decision_definition`,
    );
    return {
      formIds: new Set([...forms.map(({ id }) => id), ...newForms]),
      decisionIds: new Set([...decisions.map(({ id }) => id), ...newDecisions]),
      templateIds: this.catalogue.templateIds,
      roleCodes: this.catalogue.roleCodes,
    };
  }

  private async store(transaction: SqlTransaction, prepared: PreparedFile[], input: DeployInput): Promise<Deployed> {
    // Versions are counted, and files may share forms, decisions and processes: one deployment after another.
    await transaction.lock({ kind: 'deployment', key: '' });
    const deployed: Deployed = {
      deploymentKey: await nextKey(transaction),
      deployedAt: this.clock.instant(),
      definitions: [],
      forms: [],
      decisions: [],
      requirements: [],
    };
    await transaction.run(
      `INSERT INTO deployment (deployment_key, deployed_at, deployed_by, note) VALUES (?, ?, ?, ?)`,
      [deployed.deploymentKey, deployed.deployedAt, input.userId, input.note],
    );
    const newest = new Map<PreparedFile, StoredResource | undefined>();
    for (const item of prepared) newest.set(item, await newestResource(transaction, item.file.name));
    const isEqual = (item: PreparedFile): boolean => this.isEqual(item, newest.get(item));
    const changes = prepared.some((item) => !isEqual(item));
    for (const item of prepared) {
      const last = newest.get(item);
      if (input.baseVersion !== undefined) assertBase(item, last?.version ?? 0, input);
      // A process bound to its deployment goes with the new versions that were deployed beside it.
      if (isEqual(item) && !(changes && isBound(item))) await this.keep(transaction, last!.resourceKey, item, deployed);
      else await this.add(transaction, (last?.version ?? 0) + 1, item, deployed);
    }
    await bindProcesses(transaction, deployed);
    const called = calledFromDeployment(prepared);
    await bindToDeployment(transaction, deployed.deploymentKey, deployed.decisions, called);
    return deployed;
  }

  /** The same drawing for another engine is another version: instances run on the engine of their definition. */
  private isEqual(item: PreparedFile, stored: StoredResource | undefined): boolean {
    if (stored?.sha256 !== item.sha256) return false;
    return item.kind !== 'bpmn' || stored.engine === null || stored.engine === this.engine.name;
  }

  private async add(
    transaction: SqlTransaction,
    version: number,
    item: PreparedFile,
    deployed: Deployed,
  ): Promise<void> {
    const { file, sha256, kind } = item;
    const resourceKey = await nextKey(transaction);
    const place = { deploymentKey: deployed.deploymentKey, resourceKey, resourceName: file.name };
    await transaction.run(
      `INSERT INTO resource (resource_key, deployment_key, name, kind, version, content, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [resourceKey, deployed.deploymentKey, file.name, kind, version, file.content, sha256],
    );
    if (kind === 'form') deployed.forms.push(await storeForm(transaction, resourceKey, item));
    if (kind === 'dmn') addGraph(deployed, await storeGraph(transaction, place, item.graph));
    if (kind === 'bpmn')
      for (const definition of item.definitions)
        deployed.definitions.push(await this.addDefinition(transaction, place, definition));
  }

  private async addDefinition(
    transaction: SqlTransaction,
    place: Place,
    definition: Definition,
  ): Promise<DeployedDefinition> {
    const stored = await storeDefinition(transaction, place, definition, this.engine.name);
    await subscribeStarts(transaction, stored.definitionKey, definition);
    await this.startTimers.arm(transaction, stored.definitionKey, definition);
    return stored;
  }

  private async keep(
    transaction: SqlTransaction,
    resourceKey: string,
    { kind, file }: PreparedFile,
    deployed: Deployed,
  ): Promise<void> {
    if (kind === 'form') deployed.forms.push(...(await keptForms(transaction, resourceKey, file.name)));
    if (kind === 'dmn') addGraph(deployed, await keptGraph(transaction, resourceKey, file.name));
    if (kind === 'bpmn') deployed.definitions.push(...(await keptDefinitions(transaction, resourceKey, file.name)));
  }
}

function addGraph(deployed: Deployed, { requirements, decisions }: StoredGraph): void {
  deployed.requirements.push(requirements);
  deployed.decisions.push(...decisions);
}

/** Whether a process of the file calls something as it stood beside it when it was deployed. */
function isBound(item: PreparedFile): boolean {
  const definitions = item.kind === 'bpmn' ? item.definitions : [];
  const called = definitions.flatMap(({ calledDecisions, calledProcesses }) => [
    ...calledDecisions,
    ...calledProcesses,
  ]);
  return called.some(({ binding }) => binding === 'deployment');
}

/** Decisions that the processes bind to their deployment. */
function calledFromDeployment(prepared: readonly PreparedFile[]): Set<string> {
  const called = prepared.flatMap((item) =>
    item.kind === 'bpmn' ? item.definitions.flatMap(({ calledDecisions }) => calledDecisions) : [],
  );
  return new Set(called.filter(({ binding }) => binding === 'deployment').map(({ id }) => id));
}

function assertBase({ file }: PreparedFile, version: number, { baseVersion }: DeployInput): void {
  if (version === baseVersion) return;
  throw new Failure(
    'conflict',
    'stale-base',
    `“${file.name}”已由他人发布为第 ${version} 版，请在新版基础上修改后再发布。`,
  );
}

function newestResource(transaction: SqlTransaction, name: string): Promise<StoredResource | undefined> {
  return transaction.get(
    `SELECT r.resource_key AS "resourceKey", r.version AS "version", r.sha256 AS "sha256",
       (SELECT d.engine FROM process_definition d WHERE d.resource_key = r.resource_key LIMIT 1) AS "engine"
     FROM resource r WHERE r.name = ? ORDER BY r.version DESC LIMIT 1`,
    [name],
  );
}
