import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { LatePageShown, LateQuery, UrgeBody, UrgedShown } from './supervision.dto.js';
import { SupervisionService } from './supervision.service.js';

/** 督查组 and leaders: what is late, and 催办. */
@ApiTags('supervision')
@Controller('api/supervision')
export class SupervisionController {
  constructor(private readonly supervision: SupervisionService) {}

  @Get('late')
  @Allow(['R3', 'R4', 'R5', 'R7', 'R12', 'auditor'])
  @ApiOkResponse({ type: LatePageShown })
  late(@CurrentActor() actor: Actor, @Query() query: LateQuery): Promise<LatePageShown> {
    return this.supervision.list(actor, query);
  }

  @Post('urges')
  @Allow(['R3', 'R4', 'R5', 'R7', 'R12'])
  @ApiCreatedResponse({ type: UrgedShown })
  urge(@CurrentActor() actor: Actor, @Body() body: UrgeBody): Promise<UrgedShown> {
    return this.supervision.urge(actor, body);
  }
}
