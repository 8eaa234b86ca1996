import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { categories, channels, idTypes, outcomes, statuses, urgencies } from '../../domain/codes/case-codes.js';
import type { Code } from '../../domain/codes/code.js';
import { Allow } from '../../platform/http/policy.js';
import { CodesShown } from './case-answers.dto.js';

const codes: Record<keyof CodesShown, readonly Code[]> = {
  channels: channels.map(({ code, name }) => ({ code, name })),
  categories,
  statuses,
  urgencies,
  idTypes,
  outcomes,
};

@ApiTags('codes')
@Controller('api/codes')
export class CodesController {
  @Get()
  @Allow('signed-in')
  @ApiOkResponse({ type: CodesShown })
  all(): typeof codes {
    return codes;
  }
}
