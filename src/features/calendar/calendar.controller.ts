import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { CalendarShown, OverrideBody } from './calendar.dto.js';
import { CalendarService } from './calendar.service.js';

/** Working days: everybody counts with them, the administrator changes them. */
@ApiTags('calendar')
@Controller('api/calendar/overrides')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Get()
  @Allow('signed-in')
  @ApiOkResponse({ type: CalendarShown })
  show(): Promise<CalendarShown> {
    return this.calendar.show();
  }

  /** Open timers and running clocks that counted working days are computed anew within seconds. */
  @Put(':day')
  @Allow(['admin'])
  @HttpCode(204)
  @ApiNoContentResponse()
  put(@Param('day') day: string, @Body() body: OverrideBody, @CurrentActor() actor: Actor): Promise<void> {
    return this.calendar.put(day, body, actor);
  }

  @Delete(':day')
  @Allow(['admin'])
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Param('day') day: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.calendar.remove(day, actor);
  }
}
