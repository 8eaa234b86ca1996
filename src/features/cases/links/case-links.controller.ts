import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/actor.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { Allow } from '../../../platform/http/policy.js';
import { CaseLinkShown, ComparisonShown, DecideLinkBody, LinkDecidedShown, SuggestionShown } from './case-links.dto.js';
import { CaseLinksService } from './case-links.service.js';
import { LinkDecisionService } from './link-decision.service.js';

/** Who decides whether a matter repeats another: who receives, and who directs. */
const deciders = ['R1', 'R2'];

/** 重复与关联: repeated and related matters of a registered case. */
@ApiTags('cases')
@Controller('api/cases/:id')
@Allow(deciders)
export class CaseLinksController {
  constructor(
    private readonly links: CaseLinksService,
    private readonly decisions: LinkDecisionService,
  ) {}

  @Get('links')
  @Allow('signed-in')
  @ApiOkResponse({ type: CaseLinkShown, isArray: true })
  ofCase(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CaseLinkShown[]> {
    return this.links.ofCase(actor, id);
  }

  @Post('links')
  @ApiCreatedResponse({ type: LinkDecidedShown })
  decide(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: DecideLinkBody,
  ): Promise<LinkDecidedShown> {
    return this.decisions.decide(actor, id, body);
  }

  @Get('suggestions')
  @ApiOkResponse({ type: SuggestionShown, isArray: true })
  suggestions(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SuggestionShown[]> {
    return this.links.suggestions(actor, id);
  }

  @Get('comparison/:otherId')
  @ApiOkResponse({ type: ComparisonShown })
  compare(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('otherId') otherId: string,
  ): Promise<ComparisonShown> {
    return this.links.compare(actor, id, otherId);
  }
}
