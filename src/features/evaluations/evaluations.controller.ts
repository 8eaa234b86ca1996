import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.js';
import { clientAddress } from '../../platform/http/client-address.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { EnteredEvaluationBody, EvaluationState, PublicEvaluationBody } from './evaluations.dto.js';
import { EvaluationsService } from './evaluations.service.js';

/** Those who call back and file; whoever handles the matter does not enter what is thought of the handling. */
const enterers = ['R1', 'R2', 'R3', 'R15'] as const;

@ApiTags('evaluations')
@Controller('api')
export class EvaluationsController {
  constructor(private readonly evaluations: EvaluationsService) {}

  /** The petitioner's own: number and query code stand on the registration receipt. */
  @Post('public/cases/evaluation')
  @WithoutIdempotencyKey('一件事项只能评价一次，重复提交会被拒绝')
  @Allow('public')
  @HttpCode(204)
  @ApiNoContentResponse()
  byPetitioner(@Body() body: PublicEvaluationBody, @Req() request: FastifyRequest): Promise<void> {
    return this.evaluations.byPetitioner(body, clientAddress(request));
  }

  @Get('cases/:id/evaluation')
  @Allow('signed-in')
  @ApiOkResponse({ type: EvaluationState })
  show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<EvaluationState> {
    return this.evaluations.show(id, actor);
  }

  /** For a petitioner who said it on paper or on the phone. */
  @Post('cases/:id/evaluation')
  @Allow(enterers)
  @HttpCode(200)
  @ApiOkResponse({ type: EvaluationState })
  forPetitioner(
    @Param('id') id: string,
    @Body() body: EnteredEvaluationBody,
    @CurrentActor() actor: Actor,
  ): Promise<EvaluationState> {
    return this.evaluations.forPetitioner(id, body, actor);
  }
}
