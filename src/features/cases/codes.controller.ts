import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { categories, channels, idTypes, outcomes, statuses, urgencies } from '../../domain/codes/case-codes.js';
import type { Code } from '../../domain/codes/code.js';
import { Allow } from '../../platform/http/policy.js';

const codes: Record<string, readonly Code[]> = {
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
  all(): Record<string, readonly Code[]> {
    return codes;
  }
}
