import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { DecisionDefinitionResult, EvaluateDecisionBody, EvaluateDecisionResult } from './decision-definitions.dto.js';
import { DecisionDefinitionQueries, decisionDefinitionSearch } from './decision-definitions.queries.js';
import { DecisionEvaluationService } from './decision-evaluation.service.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';

@ApiTags('Decision definition')
@Controller('v2/decision-definitions')
export class DecisionDefinitionsController {
  constructor(
    private readonly definitions: DecisionDefinitionQueries,
    private readonly evaluation: DecisionEvaluationService,
  ) {}

  @SearchRoute('search', decisionDefinitionSearch, DecisionDefinitionResult)
  search(@Body() body: unknown): Promise<Found<DecisionDefinitionResult>> {
    return this.definitions.find(body);
  }

  /** Makes a decision of the newest version, or of the version with the key; a decision that fails says why in the answer. */
  @Post('evaluation')
  @WithoutIdempotencyKey('只计算，不改变数据')
  @Allow(['owner'])
  @HttpCode(200)
  @ApiOkResponse({ type: EvaluateDecisionResult })
  evaluate(@Body() body: EvaluateDecisionBody): Promise<EvaluateDecisionResult> {
    return this.evaluation.evaluate(body);
  }

  @Get(':decisionDefinitionKey')
  @Allow('signed-in')
  @ApiOkResponse({ type: DecisionDefinitionResult })
  get(@Param('decisionDefinitionKey') key: string): Promise<DecisionDefinitionResult> {
    return this.definitions.get(key);
  }

  @Get(':decisionDefinitionKey/xml')
  @Allow('signed-in')
  @Header('Content-Type', 'text/xml; charset=utf-8')
  @ApiProduces('text/xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  xml(@Param('decisionDefinitionKey') key: string): Promise<string> {
    return this.definitions.xml(key);
  }
}
