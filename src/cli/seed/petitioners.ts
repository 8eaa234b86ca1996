import type { RequestsService } from '../../features/cases/requests/requests.service.js';
import { Failure } from '../../platform/failure.js';
import type { Database } from '../../platform/database/database.js';
import type { Chance } from './chance.js';
import type { People } from './people.js';

/** What petitioners ask for while a procedure waits for it; chances in percent for each working day of waiting. */
const wishes: readonly { kind: string; percent: number; text: string; signed?: boolean; reviewers?: number }[] = [
  { kind: '复查申请', percent: 1, text: '对处理意见不服，认为事实认定有误，请求复查。' },
  { kind: '复核申请', percent: 3, text: '对复查意见不服，请求复核。', reviewers: 4 },
  { kind: '撤回', percent: 1, text: '问题已与单位协商解决，申请撤回。', signed: true },
];

/** Requests of petitioners, registered at the window where a case waits for one. */
export class Petitioners {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestsService,
    private readonly people: People,
    private readonly chance: Chance,
  ) {}

  /** What they bring on one working day. */
  async come(): Promise<void> {
    for (const { kind, percent, reviewers = 0, ...fields } of wishes) {
      // Who reviewed does not review again: an office with too few people would leave the matter lying.
      if (this.people.withRole('R8').length < reviewers) continue;
      const waiting = await this.database.all<{ caseId: string; unitId: string }>(
        `SELECT DISTINCT c.id AS "caseId", c.unit_id AS "unitId" FROM message_subscription m
         JOIN petition_case c ON c.number = m.correlation_key WHERE m.name = ? ORDER BY c.id`,
        [kind],
      );
      for (const { caseId, unitId } of waiting) {
        const window = this.people.withRole('R1').find((person) => person.unitId === unitId);
        if (window && this.chance.happens(percent)) await this.bring(window, caseId, { kind, ...fields });
      }
    }
  }

  private async bring(
    window: ReturnType<People['withRole']>[number],
    caseId: string,
    fields: { kind: string; text: string; signed?: boolean },
  ): Promise<void> {
    try {
      await this.requests.register(window, caseId, fields);
    } catch (reason) {
      // Another request of the same day may have ended the wait.
      if (!(reason instanceof Failure && reason.kind === 'conflict')) throw reason;
    }
  }
}
