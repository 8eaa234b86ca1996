import { Injectable } from '@nestjs/common';
import { handedOverAtOnce, petitionerDocuments } from '../../../domain/codes/petitioner-documents.js';
import { petitionProcesses } from '../../../domain/codes/process-codes.js';
import { Database } from '../../../platform/database/database.js';

/** What of a case is told to whoever holds its number and code: nothing of a person, nothing that was typed freely. */
export interface PublicCaseRow {
  id: string;
  number: string;
  queryCode: string;
  status: string;
  stage: string;
  outcome: string | null;
  registeredAt: string;
  officeName: string;
  officePhone: string;
  officeAddress: string;
  unitName: string | null;
  unitPhone: string | null;
}

export interface DeliveredRow {
  title: string;
  number: string;
  /** A day, or the instant of issue of what is handed over at once. */
  deliveredOn: string;
  way: string | null;
}

const places = (values: readonly string[]): string => values.map(() => '?').join(', ');

@Injectable()
export class LookupRepository {
  constructor(private readonly database: Database) {}

  byNumber(number: string): Promise<PublicCaseRow | undefined> {
    return this.where('c.number = ?', number);
  }

  /** The earlier matter that this one repeats, as a person decided. */
  repeated(caseId: string): Promise<PublicCaseRow | undefined> {
    return this.where(
      `c.id = (SELECT l.to_case_id FROM standing_case_link l JOIN petition_case e ON e.id = l.to_case_id
         WHERE l.from_case_id = ? AND l.relation = '相同事项' ORDER BY e.registered_at, e.number LIMIT 1)`,
      caseId,
    );
  }

  /** Documents the petitioner has, of the petition's own procedures: those of an incident are told to nobody (domain.md H5). */
  delivered(caseId: string): Promise<DeliveredRow[]> {
    return this.database.all(
      `SELECT n.title AS "title", n.number AS "number", COALESCE(min(d.delivered_on), n.issued_at) AS "deliveredOn", min(d.way) AS "way"
       FROM notice n JOIN process_instance i ON i.instance_key = n.instance_key LEFT JOIN notice_delivery d ON d.notice_id = n.id
       WHERE n.case_id = ? AND i.process_id IN (${places(petitionProcesses)}) AND n.template_id IN (${places(petitionerDocuments)})
         AND (d.id IS NOT NULL OR n.template_id IN (${places(handedOverAtOnce)}))
       GROUP BY n.id, n.title, n.number, n.issued_at ORDER BY 3, n.issued_at, n.id`,
      [caseId, ...petitionProcesses, ...petitionerDocuments, ...handedOverAtOnce],
    );
  }

  private where(condition: string, value: string): Promise<PublicCaseRow | undefined> {
    return this.database.get(
      `SELECT c.id AS "id", c.number AS "number", c.query_code AS "queryCode", c.status AS "status", c.stage AS "stage", c.outcome AS "outcome",
         c.registered_at AS "registeredAt", u.name AS "officeName", u.phone AS "officePhone", u.address AS "officeAddress",
         r.name AS "unitName", r.phone AS "unitPhone"
       FROM petition_case c JOIN unit u ON u.id = c.unit_id LEFT JOIN unit r ON r.id = c.responsible_unit_id WHERE ${condition}`,
      [value],
    );
  }
}
