import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ChangeScope } from './change-scope.js';
import { ChangesController } from './changes.controller.js';

/** The event stream to browsers. */
@Module({
  imports: [CasesModule],
  controllers: [ChangesController],
  providers: [ChangeScope],
})
export class ChangesModule {}
