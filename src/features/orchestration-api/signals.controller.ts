import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { BroadcastSignalBody, SignalBroadcastResult } from './signals.dto.js';
import { SignalsService } from './signals.service.js';
import { defaultTenant } from './tenant.js';

@ApiTags('Signal')
@Controller('v2/signals')
export class SignalsController {
  constructor(private readonly signals: SignalsService) {}

  /** Reaches every instance that waits for the signal, and starts every process that begins with it. */
  @Post('broadcast')
  @Allow(['owner'])
  @HttpCode(200)
  @ApiOkResponse({ type: SignalBroadcastResult })
  async broadcast(@Body() body: BroadcastSignalBody, @CurrentActor() actor: Actor): Promise<SignalBroadcastResult> {
    const signalKey = await this.signals.broadcast({ name: body.signalName, variables: body.variables ?? {} }, actor);
    return { tenantId: defaultTenant, signalKey };
  }
}
