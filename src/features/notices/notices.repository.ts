import { Injectable } from '@nestjs/common';
import { formatIssueNumber, formatNoticeNumber } from '../../domain/numbers/notice-number.js';
import type { Numbering } from './rendering/notice-template.js';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';

export interface NewNotice {
  id: string;
  caseId: string | null;
  /** Who issues it, and whose number it bears. */
  unitId: string;
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

/** Rows of issued notices. They are only ever added. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly database: Database) {}

  async sealed(id: string): Promise<{ payload: string; wrappedKey: string; templateSource: string }> {
    const row = await this.database.get<{ payload: string; wrappedKey: string; templateSource: string }>(
      `SELECT n.payload AS "payload", COALESCE(c.wrapped_key, i.wrapped_key) AS "wrappedKey", n.template_source AS "templateSource" FROM notice n
       JOIN process_instance i ON i.instance_key = n.instance_key LEFT JOIN petition_case c ON c.id = n.case_id WHERE n.id = ?`,
      [id],
    );
    return row!;
  }

  /** The key of the case; of an instance that serves none, its own. */
  async wrappedKey(reader: SqlReader, instanceKey: string): Promise<string> {
    const row = await reader.get<{ wrappedKey: string }>(
      `SELECT COALESCE(c.wrapped_key, i.wrapped_key) AS "wrappedKey" FROM process_instance i LEFT JOIN petition_case c ON c.id = i.case_id
       WHERE i.instance_key = ?`,
      [instanceKey],
    );
    return row!.wrappedKey;
  }

  /** Takes the next number of a unit's series in a year. Within the transaction that issues, so that no number is lost. */
  async takeNumber(
    transaction: SqlTransaction,
    unit: { id: string; shortCode: string },
    { series, numbering }: { series: string; numbering: Numbering },
    year: number,
  ): Promise<string> {
    await transaction.lock({ kind: 'number-series', key: `${series}/${unit.id}/${year}` });
    const row = await transaction.get<{ last: number }>(
      `INSERT INTO number_series (series, unit_id, period, last) VALUES (?, ?, ?, 1)
       ON CONFLICT (series, unit_id, period) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
      [series, unit.id, String(year)],
    );
    if (numbering === 'document') return formatNoticeNumber(`${unit.shortCode}${series}`, year, row!.last);
    return formatIssueNumber(year, row!.last, numbering === 'issue' ? '期' : '号');
  }

  /** Number of the instance's latest notice of a template that this unit issued and that lent it to none of `borrower` yet. */
  async lentNumber(
    reader: SqlReader,
    {
      instanceKey,
      unitId,
      lender,
      borrower,
    }: { instanceKey: string; unitId: string; lender: string; borrower: string },
  ): Promise<string | undefined> {
    const row = await reader.get<{ number: string }>(
      `SELECT n.number AS "number" FROM notice n WHERE n.instance_key = ? AND n.template_id = ? AND n.unit_id = ?
         AND NOT EXISTS (SELECT 1 FROM notice b WHERE b.instance_key = n.instance_key AND b.template_id = ? AND b.number = n.number)
       ORDER BY n.issued_at DESC, length(n.job_key) DESC, n.job_key DESC LIMIT 1`,
      [instanceKey, lender, unitId, borrower],
    );
    return row?.number;
  }

  insert(transaction: SqlTransaction, notice: NewNotice): Promise<number> {
    return transaction.run(
      `INSERT INTO notice (id, case_id, unit_id, instance_key, job_key, element_id, template_id, template_sha256, template_source, number, title, series, payload, sha256, issued_at, issued_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        notice.id,
        notice.caseId,
        notice.unitId,
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
