import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { expectNoFields } from '../orchestration-api/empty-body.js';
import { SearchRoute } from '../orchestration-api/search/search-route.js';
import type { Found } from '../orchestration-api/search/search.js';
import { workingRoles } from '../orchestration-api/working-roles.js';
import { BatchOperationItemResult, BatchOperationResult } from './batch-operations.dto.js';
import { BatchOperationQueries, itemSearch, operationSearch } from './batch-operations.queries.js';
import { BatchOperationsService } from './batch-operations.service.js';

@ApiTags('Batch operation')
@Controller('v2')
export class BatchOperationsController {
  constructor(
    private readonly queries: BatchOperationQueries,
    private readonly operations: BatchOperationsService,
  ) {}

  @SearchRoute('batch-operations/search', operationSearch, BatchOperationResult)
  search(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<Found<BatchOperationResult>> {
    return this.queries.find(body, actor);
  }

  @SearchRoute('batch-operation-items/search', itemSearch, BatchOperationItemResult)
  searchItems(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<Found<BatchOperationItemResult>> {
    return this.queries.items(body, actor);
  }

  @Get('batch-operations/:batchOperationKey')
  @Allow('signed-in')
  @ApiOkResponse({ type: BatchOperationResult })
  get(@Param('batchOperationKey') key: string, @CurrentActor() actor: Actor): Promise<BatchOperationResult> {
    return this.queries.get(key, actor);
  }

  /** What has been carried out stays; the rest is left as it is. */
  @Post('batch-operations/:batchOperationKey/cancellation')
  @Allow(workingRoles)
  @HttpCode(204)
  @ApiNoContentResponse()
  cancel(@Param('batchOperationKey') key: string, @Body() body: unknown, @CurrentActor() actor: Actor): Promise<void> {
    expectNoFields(body);
    return this.operations.cancel(key, actor);
  }

  @Post('batch-operations/:batchOperationKey/suspension')
  @Allow(workingRoles)
  @HttpCode(204)
  @ApiNoContentResponse()
  suspend(@Param('batchOperationKey') key: string, @Body() body: unknown, @CurrentActor() actor: Actor): Promise<void> {
    expectNoFields(body);
    return this.operations.suspend(key, actor);
  }

  @Post('batch-operations/:batchOperationKey/resumption')
  @Allow(workingRoles)
  @HttpCode(204)
  @ApiNoContentResponse()
  resume(@Param('batchOperationKey') key: string, @Body() body: unknown, @CurrentActor() actor: Actor): Promise<void> {
    expectNoFields(body);
    return this.operations.resume(key, actor);
  }
}
