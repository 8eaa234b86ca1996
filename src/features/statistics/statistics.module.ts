import { Module } from '@nestjs/common';
import { FactsRepository } from './facts.repository.js';
import { StatisticsController } from './statistics.controller.js';
import { StatisticsRepository } from './statistics.repository.js';
import { StatisticsService } from './statistics.service.js';

/** Figures of the work: shares of what was due, by period and unit, with the cases behind them. */
@Module({
  controllers: [StatisticsController],
  providers: [StatisticsService, StatisticsRepository, FactsRepository],
})
export class StatisticsModule {}
