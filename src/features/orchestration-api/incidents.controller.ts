import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { Incidents } from '../../workflow/incidents/incidents.js';
import { expectNoFields } from './empty-body.js';
import { IncidentResult } from './incidents.dto.js';
import { IncidentQueries, incidentSearch } from './incidents.queries.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';
import { workingRoles } from './working-roles.js';

@ApiTags('Incident')
@Controller('v2/incidents')
export class IncidentsController {
  constructor(
    private readonly queries: IncidentQueries,
    private readonly incidents: Incidents,
    private readonly database: Database,
  ) {}

  @SearchRoute('search', incidentSearch, IncidentResult)
  search(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<Found<IncidentResult>> {
    return this.queries.find(body, actor);
  }

  @Get(':incidentKey')
  @Allow('signed-in')
  @ApiOkResponse({ type: IncidentResult })
  get(@Param('incidentKey') key: string, @CurrentActor() actor: Actor): Promise<IncidentResult> {
    return this.queries.get(key, actor);
  }

  /** Tries again what failed. Should the cause remain, a new incident follows. */
  @Post(':incidentKey/resolution')
  @Allow(workingRoles)
  @HttpCode(204)
  @ApiNoContentResponse()
  async resolve(@Param('incidentKey') key: string, @Body() body: unknown, @CurrentActor() actor: Actor): Promise<void> {
    expectNoFields(body);
    await this.database.write(async (transaction) => {
      await this.queries.expectVisible(transaction, key, actor);
      await this.incidents.resolve(transaction, key, actor);
    });
  }
}
