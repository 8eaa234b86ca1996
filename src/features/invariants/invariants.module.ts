import { Module } from '@nestjs/common';
import { Background } from '../../workflow/background.js';
import { InvariantsController } from './invariants.controller.js';
import { InvariantsRepository } from './invariants.repository.js';
import { InvariantsService } from './invariants.service.js';

/** The three invariants of 一揽子解决, checked every night and on demand. */
@Module({
  controllers: [InvariantsController],
  providers: [InvariantsService, InvariantsRepository],
})
export class InvariantsModule {
  constructor(background: Background, invariants: InvariantsService) {
    background.add('invariants', () => invariants.checkNightly());
  }
}
