import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import {
  InstanceDetail,
  InstanceList,
  InstancesQuery,
  TimelineEventView,
  VerificationView,
  VerifyRequest,
} from './audit.dto.js';
import { InstancesService } from './instances.service.js';
import type { TimelineEvent } from './timeline/assemble.js';
import { TimelineService } from './timeline.service.js';
import { VerificationService } from './verification.service.js';

@ApiTags('audit')
@Controller('api/audit')
export class AuditController {
  constructor(
    private readonly instances: InstancesService,
    private readonly timelines: TimelineService,
    private readonly verification: VerificationService,
  ) {}

  @Get('instances')
  @Allow(['auditor'])
  @ApiOkResponse({ type: InstanceList })
  list(@Query() query: InstancesQuery, @CurrentActor() actor: Actor): Promise<InstanceList> {
    return this.instances.list(query, actor);
  }

  /** Officers read it too, within their scope: the page of a case shows the drawing. */
  @Get('instances/:key')
  @Allow('signed-in')
  @ApiOkResponse({ type: InstanceDetail })
  instance(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<InstanceDetail> {
    return this.instances.detail(key, actor);
  }

  @Get('instances/:key/timeline')
  @Allow('signed-in')
  @ApiOkResponse({ type: TimelineEventView, isArray: true })
  timeline(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<TimelineEvent[]> {
    return this.timelines.ofInstance(key, actor);
  }

  @Post('verify')
  @WithoutIdempotencyKey('只核验，不改变数据')
  @HttpCode(200)
  @Allow(['auditor'])
  @ApiOkResponse({ type: VerificationView })
  verify(@Body() body: VerifyRequest, @CurrentActor() actor: Actor): Promise<VerificationView> {
    return this.verification.verify(body.instanceKey, actor);
  }
}
