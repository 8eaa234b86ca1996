import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { AuditController } from './audit.controller.js';
import { CaseTimelineController } from './case-timeline.controller.js';
import { InstancesRepository } from './instances.repository.js';
import { InstancesService } from './instances.service.js';
import { TimelineFactsRepository } from './timeline/timeline-facts.repository.js';
import { TimelineService } from './timeline.service.js';
import { VerificationService } from './verification.service.js';

/** Reads what happened: instances, their timelines, and the proof that nothing was altered. */
@Module({
  imports: [CasesModule],
  controllers: [AuditController, CaseTimelineController],
  providers: [InstancesService, InstancesRepository, TimelineService, TimelineFactsRepository, VerificationService],
})
export class AuditModule {}
