import { Body, Controller, Get, Header, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { ResourceFileNamePipe } from './resource-file-name.js';
import {
  CheckResourceRequest,
  PublishedResource,
  PublishResourceRequest,
  ResourceCheckResult,
  ResourceView,
} from './resources.dto.js';
import { ResourcesService } from './resources.service.js';

@ApiTags('resources')
@Controller('api/resources')
export class ResourcesController {
  constructor(private readonly resources: ResourcesService) {}

  /** Forms and decision files with their versions and where they are used. */
  @Get()
  @Allow(['owner', 'auditor'])
  @ApiOkResponse({ type: ResourceView, isArray: true })
  list(): Promise<ResourceView[]> {
    return this.resources.list();
  }

  @Get(':name/versions/:version/content')
  @Allow(['owner', 'auditor'])
  @ApiProduces('text/plain')
  @ApiOkResponse({ type: String })
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  content(
    @Param('name', ResourceFileNamePipe) name: string,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<string> {
    return this.resources.content(name, version);
  }

  /** Says what publishing would refuse, and changes nothing. */
  @Post('check')
  @Allow(['owner'])
  @WithoutIdempotencyKey('只检查，不改变数据')
  @HttpCode(200)
  @ApiOkResponse({ type: ResourceCheckResult })
  async check(@Body() { name, content }: CheckResourceRequest): Promise<ResourceCheckResult> {
    return { problems: await this.resources.check(name, content) };
  }

  @Post()
  @Allow(['owner'])
  @ApiCreatedResponse({ type: PublishedResource })
  publish(@Body() request: PublishResourceRequest, @CurrentActor() actor: Actor): Promise<PublishedResource> {
    return this.resources.publish(request, actor);
  }
}
