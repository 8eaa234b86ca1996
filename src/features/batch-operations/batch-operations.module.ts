import { Module } from '@nestjs/common';
import { Background } from '../../workflow/background.js';
import { IdentityModule } from '../identity/identity.module.js';
import { OrchestrationApiModule } from '../orchestration-api/orchestration-api.module.js';
import { BatchCheckService } from './batch-check.service.js';
import { BatchCommands } from './batch-commands.js';
import { BatchOperationsController } from './batch-operations.controller.js';
import { BatchOperationQueries } from './batch-operations.queries.js';
import { BatchOperationsService } from './batch-operations.service.js';
import { BatchSelection } from './batch-selection.js';
import { BatchWorker } from './batch-worker.js';
import { BulkCommandsController } from './bulk-commands.controller.js';
import { OwnedInstancesController } from './owned-instances.controller.js';
import { OwnedInstancesService } from './owned-instances.service.js';

/** Commands on many instances at once: chosen by a filter, carried out in the background, one transaction an instance. */
@Module({
  imports: [IdentityModule, OrchestrationApiModule],
  controllers: [BulkCommandsController, BatchOperationsController, OwnedInstancesController],
  providers: [
    BatchSelection,
    BatchCommands,
    BatchCheckService,
    BatchOperationsService,
    BatchOperationQueries,
    BatchWorker,
    OwnedInstancesService,
  ],
  exports: [BatchWorker],
})
export class BatchOperationsModule {
  constructor(background: Background, worker: BatchWorker) {
    background.add('batch operations', () => worker.runDue());
  }
}
