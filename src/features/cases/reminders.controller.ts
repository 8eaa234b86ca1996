import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { ReminderShown } from './case-answers.dto.js';
import { RemindersService, type ReminderView } from './reminders.service.js';

@ApiTags('reminders')
@Controller('api/reminders')
@Allow('signed-in')
export class RemindersController {
  constructor(private readonly reminders: RemindersService) {}

  @Get()
  @ApiOkResponse({ type: ReminderShown, isArray: true })
  list(@CurrentActor() actor: Actor): Promise<ReminderView[]> {
    return this.reminders.list(actor);
  }

  @Post(':id/read')
  @HttpCode(204)
  markRead(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.reminders.markRead(actor, id);
  }
}
