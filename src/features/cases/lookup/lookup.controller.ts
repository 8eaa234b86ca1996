import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../../../platform/http/client-address.js';
import { Allow } from '../../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../../platform/idempotency/without-idempotency-key.js';
import { LookupBody, PublicProgressShown } from './lookup.dto.js';
import { LookupService } from './lookup.service.js';

/** POST although it only reads: a query code in an address would stay in logs, histories and proxies. */
@ApiTags('public')
@Controller('api/public/cases')
export class LookupController {
  constructor(private readonly lookups: LookupService) {}

  @Post('lookup')
  @WithoutIdempotencyKey('只查询，不改变数据')
  @Allow('public')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: PublicProgressShown })
  find(@Body() body: LookupBody, @Req() request: FastifyRequest): Promise<PublicProgressShown> {
    return this.lookups.find(body, clientAddress(request));
  }
}
