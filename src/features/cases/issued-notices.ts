import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { caseScope, instanceScope } from '../identity/scope.js';
import type { Notice } from './cases.view.js';

/**
 * Reads issued notices for whoever lists them: a case, an instance, one by itself. Seen by those who see both the case and
 * the instance that issued it: a referral is not for everybody who sees the petition (domain.md H5). Without a case, the
 * instance alone decides.
 */
@Injectable()
export class IssuedNotices {
  constructor(private readonly database: Database) {}

  ofCase(caseId: string, actor: Actor): Promise<Notice[]> {
    return this.where('n.case_id = ?', caseId, actor);
  }

  ofInstance(instanceKey: string, actor: Actor): Promise<Notice[]> {
    return this.where('n.instance_key = ?', instanceKey, actor);
  }

  /** @throws Failure not-found. */
  async one(id: string, actor: Actor): Promise<Notice> {
    const [notice] = await this.where('n.id = ?', id, actor);
    if (!notice) throw notFound('该文书');
    return notice;
  }

  /** In the order of issue; within one instant in the order of the jobs, whose keys only grow. */
  private async where(condition: string, value: string, actor: Actor): Promise<Notice[]> {
    const cases = caseScope(actor, 'c');
    const instances = instanceScope(actor, 'i');
    const rows = await this.database.all<
      Omit<Notice, 'issuedBy' | 'deliveredOn'> & { issuedBy: string | null; deliveredOn: string | null }
    >(
      `SELECT n.id AS "id", n.number AS "number", n.title AS "title", n.template_id AS "templateId", n.case_id AS "caseId",
         n.instance_key AS "instanceKey", n.issued_at AS "issuedAt", a.display_name AS "issuedBy", n.sha256 AS "sha256",
         (SELECT MIN(d.delivered_on) FROM notice_delivery d WHERE d.notice_id = n.id) AS "deliveredOn"
       FROM notice n LEFT JOIN petition_case c ON c.id = n.case_id JOIN process_instance i ON i.instance_key = n.instance_key
       LEFT JOIN app_user a ON a.id = n.issued_by
       WHERE ${condition} AND (n.case_id IS NULL OR (${cases.sql})) AND (${instances.sql}) ORDER BY n.issued_at, length(n.job_key), n.job_key`,
      [value, ...cases.parameters, ...instances.parameters],
    );
    return rows.map(({ issuedBy, deliveredOn, ...row }) => ({
      ...row,
      ...(deliveredOn && { deliveredOn }),
      issuedBy: { displayName: issuedBy ?? '系统' },
    }));
  }
}
