import { Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';
import { OpenWorkRepository } from './open-work.repository.js';

@Module({ controllers: [MetricsController], providers: [MetricsService, OpenWorkRepository] })
export class MetricsModule {}
