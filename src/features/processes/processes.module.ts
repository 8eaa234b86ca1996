import { Module } from '@nestjs/common';
import { DeploymentsController } from './deployments.controller.js';
import { DeploymentsService } from './deployments.service.js';
import { DraftsController } from './drafts.controller.js';
import { ProcessDraftsService } from './drafts.service.js';
import { ProcessesController } from './processes.controller.js';
import { ProcessesRepository } from './processes.repository.js';
import { ProcessesService } from './processes.service.js';

/** Diagrams for the process owner: versions, drafts, publishing. */
@Module({
  controllers: [ProcessesController, DraftsController, DeploymentsController],
  providers: [ProcessesService, ProcessDraftsService, DeploymentsService, ProcessesRepository],
})
export class ProcessesModule {}
