import { Module } from '@nestjs/common';
import { WindowsModule } from '../windows/windows.module.js';
import { CaseAccess } from './case-access.js';
import { CaseJob } from './case-job.js';
import { CaseWorkflowRepository } from './case-workflow.repository.js';
import { CasesController } from './cases.controller.js';
import { CasesRepository } from './cases.repository.js';
import { CasesService } from './cases.service.js';
import { ClocksController } from './clocks/clocks.controller.js';
import { ClocksRepository } from './clocks/clocks.repository.js';
import { CodesController } from './codes.controller.js';
import { DuplicatesService } from './duplicates.service.js';
import { IssuedNotices } from './issued-notices.js';
import { KeyCheck } from './key-check.js';
import { CaseLinksController } from './links/case-links.controller.js';
import { CaseLinksRepository } from './links/case-links.repository.js';
import { CaseLinksService } from './links/case-links.service.js';
import { LinkDecisionService } from './links/link-decision.service.js';
import { LookupController } from './lookup/lookup.controller.js';
import { LookupLimiter } from './lookup/lookup-limiter.js';
import { LookupRepository } from './lookup/lookup.repository.js';
import { LookupService } from './lookup/lookup.service.js';
import { ReceiptCheck } from './lookup/receipt-check.js';
import { NotifyJob } from './notify-job.js';
import { PersonVault } from './person-vault.js';
import { RegistrationRepository } from './registration.repository.js';
import { RegistrationService } from './registration.service.js';
import { RemindersController } from './reminders.controller.js';
import { RemindersService } from './reminders.service.js';
import { RequestsController } from './requests/requests.controller.js';
import { RequestsService } from './requests/requests.service.js';

/**
 * Petition cases: registration, search, pages, reminders, and what diagrams do to them. The workflow layer is handed
 * `CasePortAdapter` by the composition root, apart from this module, which itself needs the workflow layer.
 */
@Module({
  imports: [WindowsModule],
  controllers: [
    CasesController,
    CaseLinksController,
    ClocksController,
    CodesController,
    LookupController,
    RemindersController,
    RequestsController,
  ],
  providers: [
    CasesService,
    CasesRepository,
    CaseWorkflowRepository,
    ClocksRepository,
    CaseAccess,
    IssuedNotices,
    PersonVault,
    RegistrationService,
    RegistrationRepository,
    DuplicatesService,
    CaseLinksRepository,
    CaseLinksService,
    LinkDecisionService,
    LookupLimiter,
    LookupRepository,
    LookupService,
    ReceiptCheck,
    RemindersService,
    RequestsService,
    CaseJob,
    NotifyJob,
    KeyCheck,
  ],
  exports: [ReceiptCheck, CaseAccess, CasesService, IssuedNotices, RegistrationService, RemindersService],
})
export class CasesModule {}
