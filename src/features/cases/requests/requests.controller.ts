import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/actor.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { Allow } from '../../../platform/http/policy.js';
import { RequestAcceptedShown, RequestBody } from './requests.dto.js';
import { RequestsService } from './requests.service.js';

/** Requests of the petitioner (复查、复核、撤回、预约) and of the receiving unit (异议) about a case. */
@ApiTags('cases')
@Controller('api/cases/:id/requests')
export class RequestsController {
  constructor(private readonly requests: RequestsService) {}

  @Post()
  @HttpCode(200)
  @Allow(['R1', 'R6'])
  @ApiOkResponse({ type: RequestAcceptedShown })
  register(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: RequestBody,
  ): Promise<RequestAcceptedShown> {
    return this.requests.register(actor, id, body);
  }
}
