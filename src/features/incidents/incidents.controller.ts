import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { workingRoles } from '../orchestration-api/working-roles.js';
import { IncidentList, IncidentResolutions, OpenIncidentsQuery, ResolveIncidentsBody } from './incidents.dto.js';
import { IncidentsService } from './incidents.service.js';

@ApiTags('incidents')
@Controller('api/incidents')
export class OpenIncidentsController {
  constructor(private readonly incidents: IncidentsService) {}

  @Get()
  @Allow('signed-in')
  @ApiOkResponse({ type: IncidentList })
  list(@Query() query: OpenIncidentsQuery, @CurrentActor() actor: Actor): Promise<IncidentList> {
    return this.incidents.list(query, actor);
  }

  /** Tries many again; should a cause remain, a new incident follows. */
  @Post('resolution')
  @WithoutIdempotencyKey('已重试的异常不再是待处理异常，重复提交没有后果')
  @Allow(workingRoles)
  @HttpCode(200)
  @ApiOkResponse({ type: IncidentResolutions })
  async resolve(@Body() { keys }: ResolveIncidentsBody, @CurrentActor() actor: Actor): Promise<IncidentResolutions> {
    return { items: await this.incidents.resolve(keys, actor) };
  }
}
