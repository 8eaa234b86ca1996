import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { TimelineEventView } from './audit.dto.js';
import type { TimelineEvent } from './timeline/assemble.js';
import { TimelineService } from './timeline.service.js';

@ApiTags('cases')
@Allow('signed-in')
@Controller('api/cases')
export class CaseTimelineController {
  constructor(private readonly timelines: TimelineService) {}

  @Get(':id/timeline')
  @ApiOkResponse({ type: TimelineEventView, isArray: true })
  timeline(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<TimelineEvent[]> {
    return this.timelines.ofCase(id, actor);
  }
}
