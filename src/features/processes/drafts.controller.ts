import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { ProcessDraftsService } from './drafts.service.js';
import { DraftView, SaveDraftRequest } from './processes.dto.js';
import { ResourceNamePipe } from './resource-name.js';

@ApiTags('processes')
@Allow(['owner'])
@Controller('api/drafts/:resourceName')
export class DraftsController {
  constructor(private readonly drafts: ProcessDraftsService) {}

  @Get()
  @ApiOkResponse({ type: DraftView })
  get(@Param('resourceName', ResourceNamePipe) resourceName: string): Promise<DraftView> {
    return this.drafts.get(resourceName);
  }

  @Put()
  @ApiOkResponse({ type: DraftView })
  save(
    @Param('resourceName', ResourceNamePipe) resourceName: string,
    @Body() body: SaveDraftRequest,
    @CurrentActor() actor: Actor,
  ): Promise<DraftView> {
    return this.drafts.save(resourceName, body, actor);
  }

  @Delete()
  @HttpCode(204)
  discard(@Param('resourceName', ResourceNamePipe) resourceName: string): Promise<void> {
    return this.drafts.discard(resourceName);
  }
}
