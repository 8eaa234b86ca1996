import { Injectable } from '@nestjs/common';
import type { JobWait, Variables, Wait } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { JobFailure } from '../../workflow/ports/case-port.js';
import { Runner } from '../../workflow/runner/runner.js';
import { NoticeRenderer } from '../notices/notice-renderer.js';
import { fillNumber } from '../notices/rendering/number-placeholder.js';
import { SubmissionCheck } from './submission-check.js';
import { TaskContexts } from './task-contexts.js';
import { refusalFor } from './task-rules.js';

/** Stands in a preview where the number will be. */
const numberAtSigning = '（签发时取号）';

/** Shows the notice that a step would issue, by letting the engine run the step without keeping what came out. */
@Injectable()
export class NoticePreviewService {
  constructor(
    private readonly database: Database,
    private readonly contexts: TaskContexts,
    private readonly submissions: SubmissionCheck,
    private readonly runner: Runner,
    private readonly notices: NoticeRenderer,
    private readonly clock: Clock,
  ) {}

  /** Null when the step, filled in like this, issues none. @throws Failure form-invalid, notice-incomplete. */
  async preview(key: string, submitted: Variables, actor: Actor): Promise<{ html: string } | null> {
    const context = await this.contexts.ofNow(key, actor);
    const { task } = context;
    const refusal = refusalFor(context, actor);
    if (refusal) throw refusal;
    const variables = await this.submissions.check(this.database, task, submitted);
    const outcome = await this.runner.dryRun(this.database, task.instanceKey, { type: 'completeTask', key, variables });
    const job = outcome.waits.find((wait): wait is JobWait => isNotice(wait));
    if (!job) return null;
    try {
      const rendered = await this.notices.render(job.headers['template'] ?? '', {
        caseId: task.caseId,
        instanceKey: task.instanceKey,
        variables: job.variables,
        actor,
        ahead: { [task.elementId]: { name: actor.displayName, at: this.clock.now() } },
      });
      return { html: fillNumber(rendered.html, numberAtSigning) };
    } catch (reason) {
      if (reason instanceof JobFailure) throw new Failure('unprocessable', 'notice-incomplete', reason.message);
      throw reason;
    }
  }
}

const isNotice = (wait: Wait): boolean => wait.kind === 'job' && wait.type === 'notice';
