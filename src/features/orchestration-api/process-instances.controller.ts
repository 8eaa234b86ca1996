import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { expectNoFields } from './empty-body.js';
import {
  CreateProcessInstanceBody,
  CreateProcessInstanceResult,
  ProcessInstanceResult,
} from './process-instances.dto.js';
import { processInstanceSearch, ProcessInstanceQueries } from './process-instances.queries.js';
import { ProcessInstancesService } from './process-instances.service.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';
import { defaultTenant } from './tenant.js';

@ApiTags('Process instance')
@Controller('v2/process-instances')
export class ProcessInstancesController {
  constructor(
    private readonly instances: ProcessInstanceQueries,
    private readonly service: ProcessInstancesService,
  ) {}

  @SearchRoute('search', processInstanceSearch, ProcessInstanceResult)
  search(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<Found<ProcessInstanceResult>> {
    return this.instances.find(body, actor);
  }

  /** Answers as soon as the instance has reached its first waits. */
  @Post()
  @Allow('signed-in')
  @HttpCode(200)
  @ApiOkResponse({ type: CreateProcessInstanceResult })
  async create(
    @Body() body: CreateProcessInstanceBody,
    @CurrentActor() actor: Actor,
  ): Promise<CreateProcessInstanceResult> {
    const { instanceKey, definition } = await this.service.start({ ...body, variables: body.variables ?? {} }, actor);
    return {
      processDefinitionId: definition.processId,
      processDefinitionVersion: definition.version,
      processDefinitionKey: definition.definitionKey,
      processInstanceKey: instanceKey,
      tenantId: defaultTenant,
      variables: {},
      tags: [],
      businessId: null,
    };
  }

  @Get(':processInstanceKey')
  @Allow('signed-in')
  @ApiOkResponse({ type: ProcessInstanceResult })
  get(@Param('processInstanceKey') key: string, @CurrentActor() actor: Actor): Promise<ProcessInstanceResult> {
    return this.instances.get(key, actor);
  }

  @Post(':processInstanceKey/cancellation')
  @Allow('signed-in')
  @HttpCode(204)
  @ApiNoContentResponse()
  async cancel(
    @Param('processInstanceKey') key: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    expectNoFields(body);
    await this.service.cancel(key, actor);
  }
}
