import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { OwnedInstancesPage, OwnedInstancesQuery } from './owned-instances.dto.js';
import { OwnedInstancesService } from './owned-instances.service.js';

@ApiTags('processes')
@Controller('api/process-instances')
export class OwnedInstancesController {
  constructor(private readonly instances: OwnedInstancesService) {}

  @Get()
  @Allow(['owner'])
  @ApiOkResponse({ type: OwnedInstancesPage })
  list(@Query() query: OwnedInstancesQuery, @CurrentActor() actor: Actor): Promise<OwnedInstancesPage> {
    return this.instances.list({ ...query, page: query.page ?? 1, size: query.size ?? 20 }, actor);
  }
}
