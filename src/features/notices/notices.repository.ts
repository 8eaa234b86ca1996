import { Injectable } from '@nestjs/common';
import { formatNoticeNumber } from '../../domain/numbers/notice-number.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { caseScope, instanceScope } from '../identity/scope.js';

/** An issued notice as lists show it. */
export interface Notice {
  id: string;
  number: string;
  title: string;
  templateId: string;
  caseId: string;
  instanceKey: string;
  issuedAt: string;
  issuedBy: { displayName: string };
  sha256: string;
}

export interface NewNotice {
  id: string;
  caseId: string;
  instanceKey: string;
  jobKey: string;
  elementId: string;
  templateId: string;
  templateSha256: string;
  templateSource: string;
  number: string;
  title: string;
  series: string;
  /** Sealed JSON of the data and of the document. */
  payload: string;
  sha256: string;
  issuedAt: string;
  issuedBy: string;
}

interface NoticeRow extends Omit<Notice, 'issuedBy'> {
  issuedBy: string | null;
}

const columns = `n.id AS "id", n.number AS "number", n.title AS "title", n.template_id AS "templateId", n.case_id AS "caseId",
  n.instance_key AS "instanceKey", n.issued_at AS "issuedAt", a.display_name AS "issuedBy", n.sha256 AS "sha256"`;

const from = `FROM notice n JOIN petition_case c ON c.id = n.case_id JOIN process_instance i ON i.instance_key = n.instance_key
  LEFT JOIN app_user a ON a.id = n.issued_by`;

const shown = (row: NoticeRow): Notice => ({ ...row, issuedBy: { displayName: row.issuedBy ?? '系统' } });

/** Rows of issued notices. They are only ever added. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly database: Database) {}

  /** Notices of a case that the actor may see: of the case, and of instances within scope (a referral is not for everyone). */
  async ofCase(caseId: string, actor: Actor): Promise<Notice[]> {
    const scope = visibility(actor);
    const rows = await this.database.all<NoticeRow>(
      `SELECT ${columns} ${from} WHERE n.case_id = ? AND ${scope.sql} ORDER BY n.issued_at, length(n.job_key), n.job_key`,
      [caseId, ...scope.parameters],
    );
    return rows.map(shown);
  }

  /** @throws Failure not-found. */
  async visible(id: string, actor: Actor): Promise<Notice> {
    const scope = visibility(actor);
    const row = await this.database.get<NoticeRow>(`SELECT ${columns} ${from} WHERE n.id = ? AND ${scope.sql}`, [
      id,
      ...scope.parameters,
    ]);
    if (!row) throw notFound('该文书');
    return shown(row);
  }

  async sealed(id: string): Promise<{ payload: string; wrappedKey: string; templateSource: string }> {
    const row = await this.database.get<{ payload: string; wrappedKey: string; templateSource: string }>(
      `SELECT n.payload AS "payload", c.wrapped_key AS "wrappedKey", n.template_source AS "templateSource" FROM notice n
       JOIN petition_case c ON c.id = n.case_id WHERE n.id = ?`,
      [id],
    );
    return row!;
  }

  async wrappedKey(reader: SqlReader, caseId: string): Promise<string> {
    const row = await reader.get<{ wrapped_key: string }>(`SELECT wrapped_key FROM petition_case WHERE id = ?`, [
      caseId,
    ]);
    return row!.wrapped_key;
  }

  /** Takes the next number of a unit's series in a year. Within the transaction that issues, so that no number is lost. */
  async takeNumber(
    transaction: SqlTransaction,
    unit: { id: string; shortCode: string },
    series: string,
    year: number,
  ): Promise<string> {
    const row = await transaction.get<{ last: number }>(
      `INSERT INTO number_series (series, unit_id, period, last) VALUES (?, ?, ?, 1)
       ON CONFLICT (series, unit_id, period) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
      [series, unit.id, String(year)],
    );
    return formatNoticeNumber(`${unit.shortCode}${series}`, year, row!.last);
  }

  insert(transaction: SqlTransaction, notice: NewNotice): Promise<number> {
    return transaction.run(
      `INSERT INTO notice (id, case_id, instance_key, job_key, element_id, template_id, template_sha256, template_source, number, title, series, payload, sha256, issued_at, issued_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        notice.id,
        notice.caseId,
        notice.instanceKey,
        notice.jobKey,
        notice.elementId,
        notice.templateId,
        notice.templateSha256,
        notice.templateSource,
        notice.number,
        notice.title,
        notice.series,
        notice.payload,
        notice.sha256,
        notice.issuedAt,
        notice.issuedBy,
      ],
    );
  }
}

function visibility(actor: Actor): { sql: string; parameters: (string | number | null)[] } {
  const cases = caseScope(actor, 'c');
  const instances = instanceScope(actor, 'i');
  return { sql: `(${cases.sql}) AND (${instances.sql})`, parameters: [...cases.parameters, ...instances.parameters] };
}
