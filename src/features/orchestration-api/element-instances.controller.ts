import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { ElementInstanceResult, SetVariablesBody } from './element-instances.dto.js';
import { ElementInstanceQueries, elementInstanceSearch } from './element-instances.queries.js';
import { ElementVariablesService } from './element-variables.service.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';

@ApiTags('Element instance')
@Controller('v2/element-instances')
export class ElementInstancesController {
  constructor(
    private readonly elements: ElementInstanceQueries,
    private readonly variables: ElementVariablesService,
  ) {}

  @SearchRoute('search', elementInstanceSearch, ElementInstanceResult)
  search(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<Found<ElementInstanceResult>> {
    return this.elements.find(body, actor);
  }

  @Get(':elementInstanceKey')
  @Allow('signed-in')
  @ApiOkResponse({ type: ElementInstanceResult })
  get(@Param('elementInstanceKey') key: string, @CurrentActor() actor: Actor): Promise<ElementInstanceResult> {
    return this.elements.get(key, actor);
  }

  /** Sets variables of an element instance or a process instance; conditional events are looked at again. */
  @Put(':elementInstanceKey/variables')
  @Allow(['owner'])
  @HttpCode(204)
  @ApiNoContentResponse()
  setVariables(
    @Param('elementInstanceKey') key: string,
    @Body() body: SetVariablesBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.variables.set(key, body.variables, body.local ?? false, actor);
  }
}
