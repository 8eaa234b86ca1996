import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import type { DecisionDefinitionResult } from './decision-definitions.dto.js';
import { always } from './search/condition.js';
import { flag, integer, key, text } from './search/filters.js';
import { Search, type Found, type Searchable } from './search/search.js';
import { byKey, byNumber, byText } from './search/sorts.js';
import { defaultTenant } from './tenant.js';

const isLatest = `d.version = (SELECT max(n.version) FROM decision_definition n WHERE n.decision_id = d.decision_id)`;
const tables = `decision_definition d JOIN decision_requirements g ON g.requirements_key = d.requirements_key`;

export const decisionDefinitionSearch: Searchable = {
  from: tables,
  columns: `d.decision_key AS "decisionDefinitionKey", d.decision_id AS "decisionDefinitionId", d.name AS "name", d.version AS "version",
    g.requirements_key AS "decisionRequirementsKey", g.requirements_id AS "decisionRequirementsId",
    g.name AS "decisionRequirementsName", g.version AS "decisionRequirementsVersion"`,
  key: 'd.decision_key',
  filters: {
    decisionDefinitionId: text('d.decision_id'),
    decisionDefinitionKey: key('d.decision_key'),
    name: text('d.name'),
    isLatestVersion: flag(isLatest),
    version: integer('d.version'),
    decisionRequirementsId: text('g.requirements_id'),
    decisionRequirementsKey: key('g.requirements_key'),
    decisionRequirementsName: text('g.name'),
    decisionRequirementsVersion: integer('g.version'),
    tenantId: text(`'${defaultTenant}'`),
  },
  sorts: {
    decisionDefinitionKey: byKey('d.decision_key'),
    decisionDefinitionId: byText('d.decision_id'),
    name: byText('d.name'),
    version: byNumber('d.version'),
    decisionRequirementsId: byText('g.requirements_id'),
    decisionRequirementsKey: byKey('g.requirements_key'),
    decisionRequirementsName: byText('g.name'),
    decisionRequirementsVersion: byNumber('g.version'),
    tenantId: byText(`'${defaultTenant}'`),
  },
};

type DecisionColumns = Omit<DecisionDefinitionResult, 'tenantId'>;

/** Deployed decisions, which every account may read: they hold the rules of the work, nothing of a case. */
@Injectable()
export class DecisionDefinitionQueries {
  constructor(
    private readonly search: Search,
    private readonly database: Database,
  ) {}

  async find(body: unknown): Promise<Found<DecisionDefinitionResult>> {
    const found = await this.search.find<DecisionColumns>(decisionDefinitionSearch, always, body);
    return { ...found, items: found.items.map(result) };
  }

  /** @throws Failure not-found. */
  async get(decisionKey: string): Promise<DecisionDefinitionResult> {
    const row = await this.search.get<DecisionColumns>(decisionDefinitionSearch, always, decisionKey);
    if (!row) throw notFound('该决策');
    return result(row);
  }

  /** The .dmn file. @throws Failure not-found. */
  async xml(decisionKey: string): Promise<string> {
    const row = await this.database.get<{ content: string }>(
      `SELECT r.content FROM ${tables} JOIN resource r ON r.resource_key = g.resource_key WHERE d.decision_key = ?`,
      [decisionKey],
    );
    if (!row) throw notFound('该决策');
    return row.content;
  }
}

const result = (row: DecisionColumns): DecisionDefinitionResult => ({ ...row, tenantId: defaultTenant });
