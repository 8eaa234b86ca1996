import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { DraftsService } from './drafts.service.js';
import { InboxService } from './inbox.service.js';
import { NextSteps } from './next-steps.js';
import { NoticePreviewService } from './notice-preview.service.js';
import { SubmissionCheck } from './submission-check.js';
import { TaskContexts } from './task-contexts.js';
import { TaskNotes } from './task-notes.js';
import { TaskPageService } from './task-page.service.js';
import { TaskProgress } from './task-progress.service.js';
import { TaskSteps } from './task-steps.service.js';
import { TasksController } from './tasks.controller.js';
import { TasksRepository } from './tasks.repository.js';
import { TasksService } from './tasks.service.js';

@Module({
  imports: [IdentityModule, CasesModule, NoticesModule],
  controllers: [TasksController],
  providers: [
    TasksRepository,
    TaskContexts,
    SubmissionCheck,
    TaskNotes,
    TasksService,
    DraftsService,
    InboxService,
    NextSteps,
    NoticePreviewService,
    TaskProgress,
    TaskPageService,
    TaskSteps,
  ],
  exports: [TasksService, TasksRepository, SubmissionCheck],
})
export class TasksModule {}
