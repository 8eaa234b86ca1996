import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { DeploymentsService } from './deployments.service.js';
import { CheckRequest, CheckResult, DeploymentView, DeployRequest } from './processes.dto.js';

@ApiTags('processes')
@Allow(['owner'])
@Controller('api/deployments')
export class DeploymentsController {
  constructor(private readonly deployments: DeploymentsService) {}

  /** Says what a deployment would refuse, and changes nothing. */
  @Post('check')
  @WithoutIdempotencyKey('只检查，不改变数据')
  @HttpCode(200)
  @ApiOkResponse({ type: CheckResult })
  async check(@Body() body: CheckRequest): Promise<CheckResult> {
    return { problems: await this.deployments.check(body.xml) };
  }

  @Post()
  @ApiCreatedResponse({ type: DeploymentView })
  deploy(@Body() body: DeployRequest, @CurrentActor() actor: Actor): Promise<DeploymentView> {
    return this.deployments.deploy(body, actor);
  }
}
