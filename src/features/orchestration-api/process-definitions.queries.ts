import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { definitionStates, type FormResult, type ProcessDefinitionResult } from './process-definitions.dto.js';
import { always } from './search/condition.js';
import { choice, flag, integer, key, text } from './search/filters.js';
import { Search, type Found, type Searchable } from './search/search.js';
import { byKey, byNumber, byText } from './search/sorts.js';
import { defaultTenant } from './tenant.js';

const isLatest = `d.version = (SELECT max(n.version) FROM process_definition n WHERE n.process_id = d.process_id)`;

export const processDefinitionSearch: Searchable = {
  from: `process_definition d JOIN resource r ON r.resource_key = d.resource_key`,
  columns: `d.definition_key AS "processDefinitionKey", d.process_id AS "processDefinitionId", d.version AS "version",
    d.version_tag AS "versionTag", d.name AS "name", r.name AS "resourceName"`,
  key: 'd.definition_key',
  filters: {
    name: text('d.name'),
    isLatestVersion: flag(isLatest),
    resourceName: text('r.name'),
    version: integer('d.version'),
    versionTag: text('d.version_tag'),
    processDefinitionId: text('d.process_id'),
    processDefinitionKey: key('d.definition_key'),
    tenantId: text(`'${defaultTenant}'`),
    state: choice(`'ACTIVE'`, definitionStates),
  },
  sorts: {
    processDefinitionKey: byKey('d.definition_key'),
    name: byText('d.name'),
    resourceName: byText('r.name'),
    version: byNumber('d.version'),
    versionTag: byText('d.version_tag'),
    processDefinitionId: byText('d.process_id'),
    tenantId: byText(`'${defaultTenant}'`),
  },
};

type DefinitionColumns = Omit<ProcessDefinitionResult, 'tenantId' | 'hasStartForm' | 'state'>;

/** Deployed definitions, which every account may read: they hold the rules of the work, nothing of a case. */
@Injectable()
export class ProcessDefinitionQueries {
  /** A definition never changes; what was read once need not be compiled again. */
  private readonly startForms = new Map<string, string | undefined>();

  constructor(
    private readonly search: Search,
    private readonly database: Database,
    private readonly definitions: Definitions,
  ) {}

  async find(body: unknown): Promise<Found<ProcessDefinitionResult>> {
    const found = await this.search.find<DefinitionColumns>(processDefinitionSearch, always, body);
    const items: ProcessDefinitionResult[] = [];
    for (const row of found.items) items.push(await this.result(row));
    return { ...found, items };
  }

  /** @throws Failure not-found. */
  async get(definitionKey: string): Promise<ProcessDefinitionResult> {
    const row = await this.search.get<DefinitionColumns>(processDefinitionSearch, always, definitionKey);
    if (!row) throw notFound('该流程定义');
    return this.result(row);
  }

  /** @throws Failure not-found. */
  async xml(definitionKey: string): Promise<string> {
    const row = await this.database.get<{ content: string }>(
      `SELECT r.content FROM process_definition d JOIN resource r ON r.resource_key = d.resource_key WHERE d.definition_key = ?`,
      [definitionKey],
    );
    if (!row) throw notFound('该流程定义');
    return row.content;
  }

  /** The newest version of the start event's form; null when it has none. @throws Failure not-found. */
  async startForm(definitionKey: string): Promise<FormResult | null> {
    const formId = await this.startFormId(definitionKey);
    if (formId === undefined) return null;
    return (await this.form(`f.form_id = ? ORDER BY f.version DESC LIMIT 1`, formId)) ?? null;
  }

  formByKey(formKey: string): Promise<FormResult | undefined> {
    return this.form('f.form_key = ?', formKey);
  }

  private async form(condition: string, parameter: string): Promise<FormResult | undefined> {
    const row = await this.database.get<Omit<FormResult, 'tenantId'>>(
      `SELECT f.form_key AS "formKey", f.form_id AS "formId", f.version AS "version", r.content AS "schema"
       FROM form f JOIN resource r ON r.resource_key = f.resource_key WHERE ${condition}`,
      [parameter],
    );
    return row && { ...row, tenantId: defaultTenant };
  }

  private async result(row: DefinitionColumns): Promise<ProcessDefinitionResult> {
    const hasStartForm = (await this.startFormId(row.processDefinitionKey)) !== undefined;
    return { ...row, tenantId: defaultTenant, hasStartForm, state: 'ACTIVE' };
  }

  private async startFormId(definitionKey: string): Promise<string | undefined> {
    if (!this.startForms.has(definitionKey)) {
      const { startEvents } = await this.definitions.compiledOf(await this.definitions.row(definitionKey));
      this.startForms.set(definitionKey, startEvents.find((event) => event.kind === 'none')?.formId);
    }
    return this.startForms.get(definitionKey);
  }
}
