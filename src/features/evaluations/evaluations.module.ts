import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { EvaluationsController } from './evaluations.controller.js';
import { EvaluationsService } from './evaluations.service.js';

/** What petitioners think of the work. */
@Module({
  imports: [CasesModule],
  controllers: [EvaluationsController],
  providers: [EvaluationsService],
})
export class EvaluationsModule {}
