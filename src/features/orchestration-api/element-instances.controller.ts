import { Body, Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { ElementInstanceResult } from './element-instances.dto.js';
import { ElementInstanceQueries, elementInstanceSearch } from './element-instances.queries.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';

@ApiTags('Element instance')
@Controller('v2/element-instances')
export class ElementInstancesController {
  constructor(private readonly elements: ElementInstanceQueries) {}

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
}
