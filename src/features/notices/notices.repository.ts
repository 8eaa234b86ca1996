import { Injectable } from '@nestjs/common';
import { formatNoticeNumber } from '../../domain/numbers/notice-number.js';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';

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

/** Rows of issued notices. They are only ever added. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly database: Database) {}

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
    await transaction.lock({ kind: 'number-series', key: `${series}/${unit.id}/${year}` });
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
