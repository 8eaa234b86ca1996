import { Injectable } from '@nestjs/common';
import { petitionProcesses } from '../../domain/codes/process-codes.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { caseScope } from '../identity/scope.js';

export interface AttachmentRow {
  id: string;
  caseId: string;
  kind: string;
  /** Sealed: a file name may tell of a person. */
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  addedAt: string;
  addedById: string;
  addedByUsername: string;
  addedByName: string;
  voidedAt: string | null;
  voidReason: string | null;
  voidedByUsername: string | null;
  voidedByName: string | null;
  wrappedKey: string;
}

const columns = `a.id AS "id", a.case_id AS "caseId", a.kind AS "kind", a.name AS "name", a.media_type AS "mediaType", a.bytes AS "bytes", a.sha256 AS "sha256",
  a.added_at AS "addedAt", a.added_by AS "addedById", u.username AS "addedByUsername", u.display_name AS "addedByName", a.voided_at AS "voidedAt",
  a.void_reason AS "voidReason", v.username AS "voidedByUsername", v.display_name AS "voidedByName", c.wrapped_key AS "wrappedKey"`;

const from = `FROM attachment a JOIN petition_case c ON c.id = a.case_id JOIN app_user u ON u.id = a.added_by
  LEFT JOIN app_user v ON v.id = a.voided_by`;

/** Rows of attachments, each read within the scope of who asks. */
@Injectable()
export class AttachmentsRepository {
  constructor(private readonly database: Database) {}

  /** The key of a case that the actor sees; undefined outside the scope. */
  caseKey(actor: Actor, caseId: string): Promise<{ wrappedKey: string } | undefined> {
    const scope = caseScope(actor, 'c');
    return this.database.get(
      `SELECT c.wrapped_key AS "wrappedKey" FROM petition_case c WHERE c.id = ? AND ${scope.sql}`,
      [caseId, ...scope.parameters],
    );
  }

  ofCase(actor: Actor, caseId: string): Promise<AttachmentRow[]> {
    const scope = caseScope(actor, 'c');
    return this.database.all(
      `SELECT ${columns} ${from} WHERE a.case_id = ? AND ${scope.sql} ORDER BY a.added_at, a.id`,
      [caseId, ...scope.parameters],
    );
  }

  find(actor: Actor, id: string): Promise<AttachmentRow | undefined> {
    const scope = caseScope(actor, 'c');
    return this.database.get(`SELECT ${columns} ${from} WHERE a.id = ? AND ${scope.sql}`, [id, ...scope.parameters]);
  }

  async parts(id: string): Promise<string[]> {
    const rows = await this.database.all<{ sealed: string }>(
      `SELECT sealed FROM attachment_part WHERE attachment_id = ? ORDER BY no`,
      [id],
    );
    return rows.map((row) => row.sealed);
  }

  async held(transaction: SqlTransaction, caseId: string): Promise<{ count: number; bytes: number }> {
    const row = await transaction.get<{ count: number; bytes: number | null }>(
      `SELECT count(*) AS "count", sum(bytes) AS "bytes" FROM attachment WHERE case_id = ?`,
      [caseId],
    );
    return { count: Number(row!.count), bytes: Number(row!.bytes ?? 0) };
  }

  /** The instance in whose history the case's own events are written: the one that runs, else the latest. */
  async instanceOf(transaction: SqlTransaction, caseId: string): Promise<string | undefined> {
    const row = await transaction.get<{ key: string }>(
      `SELECT instance_key AS "key" FROM process_instance WHERE case_id = ? AND process_id IN (${petitionProcesses.map(() => '?').join(', ')})
       ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, started_at DESC, instance_key LIMIT 1`,
      [caseId, ...petitionProcesses],
    );
    return row?.key;
  }

  async insert(
    transaction: SqlTransaction,
    row: Pick<
      AttachmentRow,
      'id' | 'caseId' | 'kind' | 'name' | 'mediaType' | 'bytes' | 'sha256' | 'addedAt' | 'addedById'
    >,
    parts: readonly string[],
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO attachment (id, case_id, kind, name, media_type, bytes, sha256, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [row.id, row.caseId, row.kind, row.name, row.mediaType, row.bytes, row.sha256, row.addedById, row.addedAt],
    );
    for (const [no, sealed] of parts.entries()) {
      await transaction.run(`INSERT INTO attachment_part (attachment_id, no, sealed) VALUES (?, ?, ?)`, [
        row.id,
        no,
        sealed,
      ]);
    }
  }

  /** False when it was voided before. */
  async markVoid(transaction: SqlTransaction, id: string, by: string, at: string, reason: string): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE attachment SET voided_at = ?, voided_by = ?, void_reason = ? WHERE id = ? AND voided_at IS NULL`,
      [at, by, reason, id],
    );
    return changed === 1;
  }
}
