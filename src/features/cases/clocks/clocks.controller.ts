import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/actor.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { Allow } from '../../../platform/http/policy.js';
import { CasesService } from '../cases.service.js';
import { ClockEntryShown } from './clocks.dto.js';
import { ClocksRepository } from './clocks.repository.js';

/** How the due dates of a case came about: every start, stop, rest and extension of its clocks. */
@ApiTags('cases')
@Controller('api/cases/:id/clocks')
export class ClocksController {
  constructor(
    private readonly cases: CasesService,
    private readonly clocks: ClocksRepository,
  ) {}

  @Get()
  @Allow('signed-in')
  @ApiOkResponse({ type: ClockEntryShown, isArray: true })
  async ledger(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ClockEntryShown[]> {
    await this.cases.visible(actor, id);
    return this.clocks.ledger(id);
  }
}
