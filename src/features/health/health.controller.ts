import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/http/policy.js';
import { ReadinessService, type Checks } from './readiness.service.js';

const readiness = {
  type: 'object',
  required: ['status', 'checks'],
  properties: {
    status: { type: 'string', enum: ['ok', 'unavailable'] },
    checks: {
      type: 'object',
      description: '各项为 ok 或不能服务的原因',
      additionalProperties: { type: 'string' },
      example: { server: 'ok', database: 'ok', schema: 'ok', processes: 'ok', scheduler: 'ok', storage: 'ok' },
    },
  },
};

/** For load balancers and service managers: `live` says the process runs, `ready` that it can serve. Anybody may ask. */
@ApiTags('health')
@Allow('public')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get('live')
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOkResponse({ schema: readiness })
  @ApiServiceUnavailableResponse({ schema: readiness })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; checks: Checks }> {
    const checks = await this.readiness.checks();
    const ready = Object.values(checks).every((check) => check === 'ok');
    if (!ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: ready ? 'ok' : 'unavailable', checks };
  }
}
