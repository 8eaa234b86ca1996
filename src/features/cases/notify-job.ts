import { Injectable, type OnModuleInit } from '@nestjs/common';
import { codesOf } from '../../domain/codes/code.js';
import { roles } from '../../domain/codes/roles.js';
import type { Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { randomId } from '../../platform/keys/random.js';
import { Changes } from '../../workflow/changes.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import { JobFailure, type JobHandler, type JobRow } from '../../workflow/ports/case-port.js';

/** The role whose reminders go to the unit that works the case, not to the one that registered it. */
const handlingRole = 'R6';

/** Job type `notify`: inputs `text` and `to` (a role code) become a reminder that the holders of the role see. */
@Injectable()
export class NotifyJob implements JobHandler, OnModuleInit {
  readonly type = 'notify';

  constructor(
    private readonly clock: Clock,
    private readonly changes: Changes,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  /** @throws JobFailure without a case, a text, or a role that exists. */
  async prepare(job: JobRow): Promise<(transaction: SqlTransaction) => Promise<Variables>> {
    const { caseId } = job;
    const { text, to } = job.variables;
    if (caseId === null) throw new JobFailure('该流程没有关联的信访事项，不能发出提醒。');
    if (typeof text !== 'string' || text.trim() === '' || text.length > 500) {
      throw new JobFailure('提醒的内容 text 应为 1–500 个字，请检查流程图中该步骤的输入。');
    }
    if (typeof to !== 'string' || !codesOf(roles).includes(to)) {
      throw new JobFailure('提醒的对象 to 应为岗位代码（如 R1），请检查流程图中该步骤的输入。');
    }
    return async (transaction) => {
      const id = randomId();
      const unitId = to === handlingRole ? await responsibleUnit(transaction, caseId) : null;
      await transaction.run(
        `INSERT INTO reminder (id, case_id, role_code, unit_id, text, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
        [id, caseId, to, unitId, text.trim(), this.clock.instant()],
      );
      transaction.afterCommit(() => this.changes.publish({ topic: 'reminder', key: id, caseId }));
      return {};
    };
  }
}

async function responsibleUnit(transaction: SqlTransaction, caseId: string): Promise<string | null> {
  const row = await transaction.get<{ unitId: string | null }>(
    `SELECT responsible_unit_id AS "unitId" FROM petition_case WHERE id = ?`,
    [caseId],
  );
  return row?.unitId ?? null;
}
