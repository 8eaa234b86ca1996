import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { InvariantsQuery, InvariantsShown } from './invariants.dto.js';
import { InvariantsService } from './invariants.service.js';

/** Those who supervise, lead, convene and audit may ask for a check outside the nightly one. */
const checkers = ['R2', 'R3', 'R4', 'R5', 'R12', 'R14', 'auditor'] as const;

@ApiTags('invariants')
@Controller('api/invariants')
export class InvariantsController {
  constructor(private readonly invariants: InvariantsService) {}

  @Get()
  @Allow('signed-in')
  @ApiOkResponse({ type: InvariantsShown })
  show(@Query() query: InvariantsQuery, @CurrentActor() actor: Actor): Promise<InvariantsShown> {
    return this.invariants.show(query, actor);
  }

  @Post('checks')
  @WithoutIdempotencyKey('重新检查不改变任何事项，重复提交没有后果')
  @Allow(checkers)
  @HttpCode(200)
  @ApiOkResponse({ type: InvariantsShown })
  check(@CurrentActor() actor: Actor): Promise<InvariantsShown> {
    return this.invariants.checkNow(actor);
  }
}
