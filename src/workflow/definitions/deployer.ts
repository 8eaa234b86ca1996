import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { CompileContext, Definition, Engine, EngineName, Problem } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Changes } from '../changes.js';
import { checkFile } from '../../engine/compile/compile.js';
import { checkFormSchema } from '../forms/index.js';
import { nextKey } from '../keys.js';
import { DEFAULT_ENGINE, ENGINES } from '../ports/tokens.js';
import { ResourceCatalogue } from '../ports/resource-catalogue.js';

export interface ResourceFile {
  /** File name: `xf_reception.bpmn`, `talk.form`. */
  name: string;
  content: string;
}

export interface DeployedDefinition {
  definitionKey: string;
  processId: string;
  name: string;
  version: number;
  versionTag: string | null;
  resourceName: string;
}

export interface DeployedForm {
  formKey: string;
  formId: string;
  version: number;
  resourceName: string;
}

export interface Deployed {
  deploymentKey: string;
  deployedAt: string;
  definitions: DeployedDefinition[];
  forms: DeployedForm[];
}

export interface DeployInput {
  files: ResourceFile[];
  note: string;
  userId: string;
  /** The resource version that was edited; a newer one meanwhile is a conflict. Absent: not checked. */
  baseVersion?: number;
}

interface Prepared {
  file: ResourceFile;
  sha256: string;
  kind: 'bpmn' | 'form';
  definitions: Definition[];
  formId?: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Checks and stores diagrams and forms. A refused file changes nothing, whatever else came with it. */
@Injectable()
export class Deployer {
  constructor(
    private readonly database: Database,
    @Inject(ENGINES) private readonly engines: Record<EngineName, Engine>,
    @Inject(DEFAULT_ENGINE) private readonly engine: EngineName,
    private readonly catalogue: ResourceCatalogue,
    private readonly clock: Clock,
    private readonly changes: Changes,
  ) {}

  /** Every problem of a diagram, warnings too; it may be deployed when none of them is an error. */
  async check(xml: string): Promise<Problem[]> {
    return checkFile(xml, await this.context([]));
  }

  /**
   * Stores the files as one deployment. A file equal to its newest version keeps that version.
   * @throws DefinitionRejected for a diagram, Failure `form-rejected`, `unsupported-resource` or `stale-base`.
   */
  async deploy(input: DeployInput): Promise<Deployed> {
    const prepared = await this.prepare(input.files);
    const deployed = await this.database.write((transaction) => this.store(transaction, prepared, input));
    this.changes.publish({ topic: 'deployment', key: deployed.deploymentKey });
    return deployed;
  }

  private async prepare(files: ResourceFile[]): Promise<Prepared[]> {
    const forms = files.filter((file) => file.name.endsWith('.form')).map(prepareForm);
    const context = await this.context(forms.map((form) => form.formId!));
    const prepared: Prepared[] = [...forms];
    for (const file of files) {
      if (file.name.endsWith('.form')) continue;
      if (!file.name.endsWith('.bpmn')) {
        throw new Failure(
          'unprocessable',
          'unsupported-resource',
          `“${file.name}”不是流程图(.bpmn)或表单(.form)，不能发布。`,
        );
      }
      const definitions = await this.engines[this.engine].compile(file.content, context);
      prepared.push({ file, sha256: sha256(file.content), kind: 'bpmn', definitions });
    }
    return prepared;
  }

  private async context(newForms: string[]): Promise<CompileContext> {
    const rows = await this.database.all<{ form_id: string }>(`SELECT DISTINCT form_id FROM form`);
    return {
      formIds: new Set([...rows.map((row) => row.form_id), ...newForms]),
      templateIds: this.catalogue.templateIds,
      roleCodes: this.catalogue.roleCodes,
    };
  }

  private async store(transaction: SqlTransaction, prepared: Prepared[], input: DeployInput): Promise<Deployed> {
    const deploymentKey = await nextKey(transaction);
    const deployed: Deployed = { deploymentKey, deployedAt: this.clock.instant(), definitions: [], forms: [] };
    await transaction.run(
      `INSERT INTO deployment (deployment_key, deployed_at, deployed_by, note) VALUES (?, ?, ?, ?)`,
      [deploymentKey, deployed.deployedAt, input.userId, input.note],
    );
    for (const item of prepared) {
      const newest = await newestResource(transaction, item.file.name);
      if (input.baseVersion !== undefined && item.kind === 'bpmn' && (newest?.version ?? 0) !== input.baseVersion) {
        throw new Failure(
          'conflict',
          'stale-base',
          `“${item.file.name}”已由他人发布为第 ${newest?.version ?? 0} 版，请在新版基础上修改后再发布。`,
        );
      }
      if (newest?.sha256 === item.sha256) {
        await this.reuse(transaction, newest.resourceKey, item, deployed);
        continue;
      }
      const resourceKey = await nextKey(transaction);
      await transaction.run(
        `INSERT INTO resource (resource_key, deployment_key, name, kind, version, content, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [
          resourceKey,
          deploymentKey,
          item.file.name,
          item.kind,
          (newest?.version ?? 0) + 1,
          item.file.content,
          item.sha256,
        ],
      );
      if (item.kind === 'form') await this.storeForm(transaction, resourceKey, item, deployed);
      else
        for (const definition of item.definitions)
          await this.storeDefinition(transaction, resourceKey, definition, item, deployed);
    }
    return deployed;
  }

  private async storeDefinition(
    transaction: SqlTransaction,
    resourceKey: string,
    definition: Definition,
    item: Prepared,
    deployed: Deployed,
  ): Promise<void> {
    const last = await transaction.get<{ version: number | null; other: string | null }>(
      `SELECT max(d.version) AS version, max(CASE WHEN r.name <> ? THEN r.name END) AS other FROM process_definition d
       JOIN resource r ON r.resource_key = d.resource_key WHERE d.process_id = ?`,
      [item.file.name, definition.processId],
    );
    if (last?.other) {
      throw new Failure(
        'conflict',
        'process-elsewhere',
        `流程“${definition.processId}”已在文件“${last.other}”中，不能再由“${item.file.name}”发布。`,
      );
    }
    const stored: DeployedDefinition = {
      definitionKey: await nextKey(transaction),
      processId: definition.processId,
      name: definition.name,
      version: (last?.version ?? 0) + 1,
      versionTag: definition.versionTag ?? null,
      resourceName: item.file.name,
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
        this.engine,
        resourceKey,
        deployed.deploymentKey,
      ],
    );
    deployed.definitions.push(stored);
  }

  private async storeForm(
    transaction: SqlTransaction,
    resourceKey: string,
    item: Prepared,
    deployed: Deployed,
  ): Promise<void> {
    const last = await transaction.get<{ version: number | null }>(
      `SELECT max(version) AS version FROM form WHERE form_id = ?`,
      [item.formId!],
    );
    const form: DeployedForm = {
      formKey: await nextKey(transaction),
      formId: item.formId!,
      version: (last?.version ?? 0) + 1,
      resourceName: item.file.name,
    };
    await transaction.run(`INSERT INTO form (form_key, form_id, version, resource_key) VALUES (?, ?, ?, ?)`, [
      form.formKey,
      form.formId,
      form.version,
      resourceKey,
    ]);
    deployed.forms.push(form);
  }

  private async reuse(
    transaction: SqlTransaction,
    resourceKey: string,
    item: Prepared,
    deployed: Deployed,
  ): Promise<void> {
    if (item.kind === 'form') {
      const form = await transaction.get<Omit<DeployedForm, 'resourceName'>>(
        `SELECT form_key AS "formKey", form_id AS "formId", version AS "version" FROM form WHERE resource_key = ?`,
        [resourceKey],
      );
      if (form) deployed.forms.push({ ...form, resourceName: item.file.name });
      return;
    }
    const rows = await transaction.all<Omit<DeployedDefinition, 'resourceName'>>(
      `SELECT definition_key AS "definitionKey", process_id AS "processId", name AS "name", version AS "version", version_tag AS "versionTag"
       FROM process_definition WHERE resource_key = ? ORDER BY process_id`,
      [resourceKey],
    );
    deployed.definitions.push(...rows.map((row) => ({ ...row, resourceName: item.file.name })));
  }
}

function prepareForm(file: ResourceFile): Prepared {
  let schema: unknown;
  try {
    schema = JSON.parse(file.content);
  } catch {
    throw new Failure('unprocessable', 'form-rejected', `表单“${file.name}”不是有效的 JSON，未发布。`);
  }
  const problems = checkFormSchema(schema);
  if (problems.length > 0)
    throw new Failure(
      'unprocessable',
      'form-rejected',
      `表单“${file.name}”有 ${problems.length} 个问题，未发布。`,
      problems,
    );
  return { file, sha256: sha256(file.content), kind: 'form', definitions: [], formId: (schema as { id: string }).id };
}

function newestResource(
  transaction: SqlTransaction,
  name: string,
): Promise<{ resourceKey: string; version: number; sha256: string } | undefined> {
  return transaction.get(
    `SELECT resource_key AS "resourceKey", version AS "version", sha256 AS "sha256" FROM resource WHERE name = ? ORDER BY version DESC LIMIT 1`,
    [name],
  );
}
