import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import { codesOf } from '../../domain/codes/code.js';
import { levels } from '../../domain/codes/case-codes.js';
import { servesPetition } from '../../domain/codes/process-codes.js';
import type { Json, Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import { JobFailure, type JobHandler, type JobRow } from '../../workflow/ports/case-port.js';

/** The leader who answers for a matter at one level (领导包案). */
interface Lead {
  level: string;
  leader: string;
  post: string;
}

/**
 * Job type `case-lead`: inputs `leads` with `until` write the 包案 leaders of the case, `event` (`报告`, `化解`) the day of the
 * last monthly report or of the settlement. 层层掌握情况: the page of the case shows them.
 */
@Injectable()
export class CaseLeadJob implements JobHandler, OnModuleInit {
  readonly type = 'case-lead';

  constructor(
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  /** @throws JobFailure for a process that may not change a petition, or inputs that name no leader, level or day. */
  async prepare(job: JobRow): Promise<(transaction: SqlTransaction) => Promise<Variables>> {
    const { caseId } = job;
    if (caseId === null || !servesPetition(job.processId)) throw new JobFailure('该流程不能登记包案领导。');
    const { leads, until, event } = job.variables;
    const today = dayAt(this.clock.instant());
    if (event === '报告' || event === '化解') {
      const column = event === '报告' ? 'reported_on' : 'resolved_on';
      return async (transaction) => {
        await transaction.run(`UPDATE case_lead SET ${column} = ? WHERE case_id = ?`, [today, caseId]);
        return {};
      };
    }
    const list = leadsOf(leads);
    if (typeof until !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(until))
      throw new JobFailure('包案期限 until 应为日期，请检查流程图中该步骤的输入。');
    return async (transaction) => {
      for (const lead of list) await write(transaction, caseId, lead, until);
      return {};
    };
  }
}

function leadsOf(value: Json | undefined): Lead[] {
  if (!Array.isArray(value) || value.length === 0) throw new JobFailure('包案领导 leads 应为一人以上的列表。');
  return value.map((each) => {
    const { level, leader, post } = (each ?? {}) as Record<string, Json>;
    if (typeof level !== 'string' || !codesOf(levels).includes(level))
      throw new JobFailure(`包案层级应为${codesOf(levels).join('、')}之一。`);
    if (typeof leader !== 'string' || leader.trim() === '') throw new JobFailure(`${level}的包案领导没有姓名。`);
    return { level, leader: leader.trim(), post: typeof post === 'string' ? post.trim() : '' };
  });
}

async function write(transaction: SqlTransaction, caseId: string, lead: Lead, until: string): Promise<void> {
  await transaction.run(
    `INSERT INTO case_lead (case_id, level, leader, post, until) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (case_id, level) DO UPDATE SET leader = excluded.leader, post = excluded.post, until = excluded.until,
       reported_on = NULL, resolved_on = NULL`,
    [caseId, lead.level, lead.leader, lead.post, until],
  );
}
