import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { sheetsOf } from './statistics-export.js';
import { ExportQuery, FigureCasesQuery, FigureCasesShown, StatisticsQuery, StatisticsShown } from './statistics.dto.js';
import { StatisticsService } from './statistics.service.js';
import { csvOf, xlsxOf } from './table-files.js';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('statistics')
@Allow('signed-in')
@Controller('api/statistics')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Get()
  @ApiOkResponse({ type: StatisticsShown })
  show(@Query() query: StatisticsQuery, @CurrentActor() actor: Actor): Promise<StatisticsShown> {
    return this.statistics.show(query, actor);
  }

  @Get('cases')
  @ApiOkResponse({ type: FigureCasesShown })
  cases(@Query() query: FigureCasesQuery, @CurrentActor() actor: Actor): Promise<FigureCasesShown> {
    return this.statistics.cases(query, actor);
  }

  /** csv holds the figures; xlsx also what they are by unit and by month. */
  @Get('export')
  @ApiProduces('text/csv', xlsxType)
  @ApiOkResponse({ type: String })
  async export(@Query() query: ExportQuery, @CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const sheets = sheetsOf(await this.statistics.show(query, actor));
    const isCsv = query.format === 'csv';
    const name = encodeURIComponent(`信访统计 ${query.from} 至 ${query.to}.${query.format}`);
    await reply
      .header('Content-Type', isCsv ? 'text/csv; charset=utf-8' : xlsxType)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${name}`)
      .send(isCsv ? csvOf(sheets[0]!) : await xlsxOf(sheets));
  }
}
