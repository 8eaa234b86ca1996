import { Injectable } from '@nestjs/common';
import { servesPetition } from '../../domain/codes/process-codes.js';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { CasesService } from '../cases/cases.service.js';
import type { CaseDetail } from '../cases/cases.view.js';
import { DraftsService, type SavedDraft } from './drafts.service.js';
import { InboxService, type InboxItem } from './inbox.service.js';
import { SubmissionCheck } from './submission-check.js';
import { TaskContexts } from './task-contexts.js';
import { TaskProgress, type InstanceMarks } from './task-progress.service.js';
import { refusalFor, type TaskContext } from './task-rules.js';

export interface TaskView extends InboxItem {
  version: number;
  formId: string | null;
  canClaim: boolean;
  canComplete: boolean;
  /** Why this person cannot do it. */
  refusal?: string;
  /** The notice that follows this step. */
  issues?: { templateId: string; title: string };
}

export interface TaskPage {
  task: TaskView;
  schema: unknown;
  values: Variables;
  draft: SavedDraft | null;
  why: string;
  case: CaseDetail | null;
  instance: InstanceMarks;
}

/** Everything one task's page shows. */
@Injectable()
export class TaskPageService {
  constructor(
    private readonly database: Database,
    private readonly contexts: TaskContexts,
    private readonly inbox: InboxService,
    private readonly submissions: SubmissionCheck,
    private readonly drafts: DraftsService,
    private readonly progress: TaskProgress,
    private readonly cases: CasesService,
  ) {}

  /** @throws Failure not-found. */
  async page(key: string, actor: Actor): Promise<TaskPage> {
    const context = await this.contexts.ofNow(key, actor);
    const { task } = context;
    const draft = task.state === 'CREATED' ? await this.drafts.load(task, actor) : null;
    // Conduct and petition share nothing: what the order process shows of the case is its number and matter, in the head.
    const petition = task.caseId && servesPetition(task.processId) ? await this.cases.detail(task.caseId, actor) : null;
    return {
      task: await this.view(context, actor),
      schema: task.formKey ? await this.submissions.schema(this.database, task.formKey) : null,
      values: { ...(await this.submissions.known(this.database, task)), ...draft?.values },
      draft: draft && { savedAt: draft.savedAt, revision: draft.revision },
      why: await this.progress.why(context),
      case: petition,
      instance: await this.progress.instance(context),
    };
  }

  async view(context: TaskContext, actor: Actor): Promise<TaskView> {
    const { task } = context;
    const refusal = refusalFor(context, actor);
    const free = refusal === undefined && task.state === 'CREATED';
    return {
      ...(await this.inbox.item(task.taskKey)),
      version: task.lockVersion,
      formId: task.formId,
      canClaim: free && task.assignee === null,
      canComplete: free && task.assignee === actor.username,
      ...(refusal ? { refusal: refusal.message } : {}),
      ...this.progress.issues(context),
    };
  }
}
