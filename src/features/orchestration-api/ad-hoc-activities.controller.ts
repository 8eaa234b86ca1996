import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { ActivateActivitiesBody, AdHocSubProcessResult } from './ad-hoc-activities.dto.js';
import { AdHocActivitiesService } from './ad-hoc-activities.service.js';
import { workingRoles } from './working-roles.js';

@Controller()
export class AdHocActivitiesController {
  constructor(private readonly activities: AdHocActivitiesService) {}

  @Post('v2/element-instances/ad-hoc-activities/:adHocSubProcessInstanceKey/activation')
  @ApiTags('Ad-hoc sub-process')
  @Allow(workingRoles)
  @HttpCode(204)
  @ApiNoContentResponse()
  activate(
    @Param('adHocSubProcessInstanceKey') key: string,
    @Body() body: ActivateActivitiesBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.activities.activate(key, body.elements, actor);
  }

  /** What may begin now; the API can only activate what one knows already. */
  @Get('api/process-instances/:processInstanceKey/ad-hoc-activities')
  @ApiTags('processes')
  @Allow('signed-in')
  @ApiOkResponse({ type: AdHocSubProcessResult, isArray: true })
  list(@Param('processInstanceKey') key: string, @CurrentActor() actor: Actor): Promise<AdHocSubProcessResult[]> {
    return this.activities.list(key, actor);
  }
}
