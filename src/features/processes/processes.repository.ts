import { Injectable } from '@nestjs/common';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';

/** One process of one version of a diagram; a diagram with two pools gives two rows. */
export interface VersionRow {
  resourceName: string;
  version: number;
  deploymentKey: string;
  deployedAt: string;
  /** User id, and the name it belongs to; null for accounts that are gone and for the server itself. */
  deployedBy: string | null;
  note: string;
  definitionKey: string;
  processId: string;
  name: string;
  versionTag: string | null;
  running: number;
  incidents: number;
}

export interface DraftRow {
  resourceName: string;
  xml: string;
  baseVersion: number;
  revision: number;
  savedAt: string;
  savedById: string;
  savedBy: string | null;
}

const draftColumns = `p.resource_name AS "resourceName", p.xml AS "xml", p.base_version AS "baseVersion", p.revision AS "revision",
  p.saved_at AS "savedAt", p.saved_by AS "savedById", a.display_name AS "savedBy"`;

/** Diagrams by file: their deployed versions and the draft of the next one. */
@Injectable()
export class ProcessesRepository {
  constructor(private readonly database: Database) {}

  /** Newest versions first. */
  versions(resourceName?: string): Promise<VersionRow[]> {
    return this.database.all<VersionRow>(
      `SELECT r.name AS "resourceName", r.version AS "version", r.deployment_key AS "deploymentKey", y.deployed_at AS "deployedAt",
         a.display_name AS "deployedBy", y.note AS "note", d.definition_key AS "definitionKey", d.process_id AS "processId", d.name AS "name",
         d.version_tag AS "versionTag",
         (SELECT count(*) FROM process_instance i WHERE i.definition_key = d.definition_key AND i.status IN ('active', 'suspended')) AS "running",
         (SELECT coalesce(sum(i.incidents), 0) FROM process_instance i
           WHERE i.definition_key = d.definition_key AND i.status IN ('active', 'suspended')) AS "incidents"
       FROM resource r JOIN deployment y ON y.deployment_key = r.deployment_key JOIN process_definition d ON d.resource_key = r.resource_key
       LEFT JOIN app_user a ON a.id = y.deployed_by
       WHERE r.kind = 'bpmn'${resourceName === undefined ? '' : ' AND r.name = ?'}
       ORDER BY r.name, r.version DESC, length(d.definition_key), d.definition_key`,
      resourceName === undefined ? [] : [resourceName],
    );
  }

  async xml(resourceName: string, version: number): Promise<string | undefined> {
    const row = await this.database.get<{ content: string }>(
      `SELECT content FROM resource WHERE name = ? AND version = ? AND kind = 'bpmn'`,
      [resourceName, version],
    );
    return row?.content;
  }

  drafts(): Promise<DraftRow[]> {
    return this.database.all<DraftRow>(
      `SELECT ${draftColumns} FROM process_draft p LEFT JOIN app_user a ON a.id = p.saved_by ORDER BY p.resource_name`,
    );
  }

  draft(resourceName: string, reader: SqlReader = this.database): Promise<DraftRow | undefined> {
    return reader.get<DraftRow>(
      `SELECT ${draftColumns} FROM process_draft p LEFT JOIN app_user a ON a.id = p.saved_by WHERE p.resource_name = ?`,
      [resourceName],
    );
  }

  async insertDraft(transaction: SqlTransaction, draft: Omit<DraftRow, 'savedBy' | 'revision'>): Promise<void> {
    await transaction.run(
      `INSERT INTO process_draft (resource_name, xml, base_version, revision, saved_at, saved_by) VALUES (?, ?, ?, 1, ?, ?)`,
      [draft.resourceName, draft.xml, draft.baseVersion, draft.savedAt, draft.savedById],
    );
  }

  /** False when the draft is no longer the revision that was read. */
  async updateDraft(transaction: SqlTransaction, draft: Omit<DraftRow, 'savedBy'>): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE process_draft SET xml = ?, base_version = ?, revision = revision + 1, saved_at = ?, saved_by = ?
       WHERE resource_name = ? AND revision = ?`,
      [draft.xml, draft.baseVersion, draft.savedAt, draft.savedById, draft.resourceName, draft.revision],
    );
    return changed === 1;
  }

  async deleteDraft(transaction: SqlTransaction, resourceName: string): Promise<boolean> {
    return (await transaction.run(`DELETE FROM process_draft WHERE resource_name = ?`, [resourceName])) === 1;
  }

  /** Takes away the draft that was published: the same drawing, or an earlier state of it by the same person. */
  deletePublishedDraft(transaction: SqlTransaction, resourceName: string, xml: string, userId: string): Promise<number> {
    return transaction.run(`DELETE FROM process_draft WHERE resource_name = ? AND (xml = ? OR saved_by = ?)`, [resourceName, xml, userId]);
  }
}
