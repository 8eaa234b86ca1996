import { Global, Module } from '@nestjs/common';
import { join } from 'node:path';
import { packageRoot } from '../../platform/package-root.js';
import { ResourceCatalogue } from '../../workflow/ports/resource-catalogue.js';
import { CasesModule } from '../cases/cases.module.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesRepository } from './deliveries/deliveries.repository.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { NoticeJob } from './notice-job.js';
import { NoticeRenderer } from './notice-renderer.js';
import { NoticeSourcesReader } from './notice-sources.js';
import { NoticesController } from './notices.controller.js';
import { NoticesRepository } from './notices.repository.js';
import { NoticesService } from './notices.service.js';
import { TemplateCatalogue } from './template-catalogue.js';

/** The templates, apart from what issues them: the deployer asks for their names before any notice can exist. */
@Global()
@Module({
  providers: [
    { provide: TemplateCatalogue, useFactory: () => TemplateCatalogue.read(join(packageRoot, 'templates')) },
    { provide: ResourceCatalogue, useExisting: TemplateCatalogue },
  ],
  exports: [TemplateCatalogue, ResourceCatalogue],
})
export class TemplatesModule {}

@Module({
  imports: [CasesModule],
  controllers: [NoticesController, DeliveriesController],
  providers: [
    NoticesService,
    NoticesRepository,
    NoticeSourcesReader,
    NoticeRenderer,
    NoticeJob,
    DeliveriesService,
    DeliveriesRepository,
  ],
  exports: [NoticeRenderer],
})
export class NoticesModule {}
