import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { RuleBookView, RuleCases, RuleCasesQuery } from './rule-book.dto.js';
import { RuleBookService } from './rule-book.service.js';

@ApiTags('rule-book')
@Allow('signed-in')
@Controller('api/rule-book')
export class RuleBookController {
  constructor(private readonly ruleBook: RuleBookService) {}

  /** The source document, its articles, and the elements that carry each out. */
  @Get()
  @ApiOkResponse({ type: RuleBookView })
  view(): Promise<RuleBookView> {
    return this.ruleBook.view();
  }

  /** Cases within one's scope that passed an element of the article, newest first; counted up to 1,000. */
  @Get('articles/:articleId/cases')
  @ApiOkResponse({ type: RuleCases })
  cases(
    @Param('articleId') articleId: string,
    @Query() query: RuleCasesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RuleCases> {
    return this.ruleBook.cases(actor, articleId, query);
  }
}
