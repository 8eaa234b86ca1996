import { Injectable } from '@nestjs/common';
import { Database, type SqlTransaction } from '../../../platform/database/database.js';

export interface DeliveryRow {
  id: string;
  noticeId: string;
  way: string;
  deliveredOn: string;
  /** Sealed JSON of what was entered and of the 送达回证. */
  payload: string;
  sha256: string;
  templateSha256: string;
  recordedAt: string;
  recordedBy: string;
}

/** Rows of recorded deliveries. They are only ever added. */
@Injectable()
export class DeliveriesRepository {
  constructor(private readonly database: Database) {}

  insert(transaction: SqlTransaction, row: DeliveryRow): Promise<number> {
    return transaction.run(
      `INSERT INTO notice_delivery (id, notice_id, way, delivered_on, payload, sha256, template_sha256, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        row.id,
        row.noticeId,
        row.way,
        row.deliveredOn,
        row.payload,
        row.sha256,
        row.templateSha256,
        row.recordedAt,
        row.recordedBy,
      ],
    );
  }

  /** Of one notice, with the display name of who recorded it, in the order of recording. */
  ofNotice(noticeId: string): Promise<DeliveryRow[]> {
    return this.database.all<DeliveryRow>(
      `SELECT d.id AS "id", d.notice_id AS "noticeId", d.way AS "way", d.delivered_on AS "deliveredOn", d.payload AS "payload", d.sha256 AS "sha256",
         d.template_sha256 AS "templateSha256", d.recorded_at AS "recordedAt", a.display_name AS "recordedBy"
       FROM notice_delivery d JOIN app_user a ON a.id = d.recorded_by WHERE d.notice_id = ? ORDER BY d.recorded_at, d.id`,
      [noticeId],
    );
  }
}
