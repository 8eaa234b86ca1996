import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Allow } from '../../platform/http/policy.js';
import { checkMetricsAccess } from './metrics-access.js';
import { MetricsService } from './metrics.service.js';

/** Figures for Prometheus. No account is asked for, but not everybody may read them (metrics-access.ts). */
@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: MetricsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('public')
  @ApiProduces('text/plain')
  @ApiOkResponse({ type: String, description: 'Prometheus 文本格式 0.0.4' })
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    checkMetricsAccess(request, this.config.metricsToken);
    const text = await this.metrics.text();
    void reply.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').header('Cache-Control', 'no-store');
    return text;
  }
}
