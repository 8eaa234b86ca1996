import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface ResourceVersionRow {
  name: string;
  kind: 'form' | 'dmn';
  version: number;
  deployedAt: string;
  deployedBy: string | null;
  note: string;
  /** Ids of the decisions in the file, or of the form. */
  id: string;
  /** Of the decision graph. */
  title: string | null;
}

/** Deployed forms and decision files. */
@Injectable()
export class ResourcesRepository {
  constructor(private readonly database: Database) {}

  /** Newest versions first; a file with several decisions gives a row for each. */
  versions(): Promise<ResourceVersionRow[]> {
    return this.database.all(
      `SELECT r.name AS "name", r.kind AS "kind", r.version AS "version", y.deployed_at AS "deployedAt", a.display_name AS "deployedBy", y.note AS "note",
         COALESCE(f.form_id, d.decision_id, '') AS "id", g.name AS "title"
       FROM resource r JOIN deployment y ON y.deployment_key = r.deployment_key
       LEFT JOIN app_user a ON a.id = y.deployed_by LEFT JOIN form f ON f.resource_key = r.resource_key
       LEFT JOIN decision_requirements g ON g.resource_key = r.resource_key
       LEFT JOIN decision_definition d ON d.requirements_key = g.requirements_key
       WHERE r.kind IN ('form', 'dmn') ORDER BY r.name, r.version DESC, "id"`,
    );
  }

  async content(name: string, version: number): Promise<string | undefined> {
    const row = await this.database.get<{ content: string }>(
      `SELECT content FROM resource WHERE name = ? AND version = ? AND kind IN ('form', 'dmn')`,
      [name, version],
    );
    return row?.content;
  }
}
