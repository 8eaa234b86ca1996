import { Body, Controller, Delete, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { IfMatch, tagVersion, Versioned } from '../../platform/http/if-match.js';
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
  async get(
    @Param('resourceName', ResourceNamePipe) resourceName: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftView> {
    const draft = await this.drafts.get(resourceName);
    tagVersion(reply, draft.revision);
    return draft;
  }

  @Put()
  @Versioned()
  @ApiOkResponse({ type: DraftView })
  save(
    @Param('resourceName', ResourceNamePipe) resourceName: string,
    @Body() body: SaveDraftRequest,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<DraftView> {
    return this.drafts.save(resourceName, body, actor, seen);
  }

  @Delete()
  @Versioned()
  @HttpCode(204)
  discard(
    @Param('resourceName', ResourceNamePipe) resourceName: string,
    @IfMatch() seen?: number,
  ): Promise<void> {
    return this.drafts.discard(resourceName, seen);
  }
}
