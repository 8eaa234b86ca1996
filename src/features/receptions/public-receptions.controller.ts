import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/http/policy.js';
import { PublicSlotShown, SlotsQuery } from './receptions.dto.js';
import { ReceptionsService } from './receptions.service.js';

/** Time, place and leader of receptions, for everybody (《信访工作条例》 article 18). */
@ApiTags('public')
@Controller('api/public/receptions')
@Allow('public')
export class PublicReceptionsController {
  constructor(private readonly receptions: ReceptionsService) {}

  @Get()
  @Header('Cache-Control', 'public, max-age=60')
  @ApiOkResponse({ type: PublicSlotShown, isArray: true })
  list(@Query() query: SlotsQuery): Promise<PublicSlotShown[]> {
    return this.receptions.published(query);
  }
}
