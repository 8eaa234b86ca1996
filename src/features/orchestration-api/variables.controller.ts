import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';
import { TruncationQuery, VariableResult, VariableSearchResult } from './variables.dto.js';
import { variableSearch, VariableQueries } from './variables.queries.js';

@ApiTags('Variable')
@Controller('v2/variables')
export class VariablesController {
  constructor(private readonly variables: VariableQueries) {}

  @SearchRoute('search', variableSearch, VariableSearchResult)
  search(
    @Body() body: unknown,
    @Query() query: TruncationQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Found<VariableSearchResult>> {
    return this.variables.find(body, query.truncateValues !== 'false', actor);
  }

  @Get(':variableKey')
  @Allow('signed-in')
  @ApiOkResponse({ type: VariableResult })
  get(@Param('variableKey') key: string, @CurrentActor() actor: Actor): Promise<VariableResult> {
    return this.variables.get(key, actor);
  }
}
