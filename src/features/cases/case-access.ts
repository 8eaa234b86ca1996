import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { randomId } from '../../platform/keys/random.js';

/** Writes down who saw personal data of a case, before they see it (security.md: every view leaves a row). */
@Injectable()
export class CaseAccess {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** `view` shows the masked person, `reveal` the whole one for a reason, `download` hands out the attachment named there. */
  async record(actor: Actor, caseId: string, action: 'view' | 'reveal' | 'download', reason = ''): Promise<void> {
    await this.database.write((transaction) =>
      transaction.run(`INSERT INTO case_access (id, case_id, user_id, action, reason, at) VALUES (?, ?, ?, ?, ?, ?)`, [
        randomId(),
        caseId,
        actor.userId,
        action,
        reason,
        this.clock.instant(),
      ]),
    );
  }
}
