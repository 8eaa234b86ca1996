import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { ApplicationsService } from './applications.service.js';
import { ReceptionFiguresService } from './figures.service.js';
import { ObligationsService } from './obligations.service.js';
import {
  ApplicationBody,
  ApplicationShown,
  CancellationBody,
  CoverageShown,
  EditSlotBody,
  EligibilityQuery,
  EligibilityShown,
  LeaderShown,
  MonthQuery,
  NewSlotBody,
  ObligationBody,
  ObligationShown,
  PublicationBody,
  PublicationShown,
  ReceptionFigureShown,
  RosterBody,
  RosterShown,
  SlotDetailShown,
  SlotShown,
  SlotsQuery,
  SubstitutionBody,
  VersionQuery,
} from './receptions.dto.js';
import { plannerRoles } from './receptions.repository.js';
import { ReceptionsService } from './receptions.service.js';
import { RosterService } from './roster.service.js';

/** Leaders' reception days: everybody signed in sees what is published, planners make and change it. */
@ApiTags('receptions')
@Controller('api/receptions')
@Allow('signed-in')
export class ReceptionsController {
  constructor(
    private readonly receptions: ReceptionsService,
    private readonly roster: RosterService,
    private readonly obligations: ObligationsService,
    private readonly figuresService: ReceptionFiguresService,
    private readonly applications: ApplicationsService,
  ) {}

  @Get()
  @ApiOkResponse({ type: SlotShown, isArray: true })
  list(@CurrentActor() actor: Actor, @Query() query: SlotsQuery): Promise<SlotShown[]> {
    return this.receptions.list(actor, query);
  }

  @Post()
  @Allow(plannerRoles)
  @ApiCreatedResponse({ type: SlotShown })
  add(@CurrentActor() actor: Actor, @Body() body: NewSlotBody): Promise<SlotShown> {
    return this.receptions.add(actor, body);
  }

  /** Fills up what the month still needs; what is there stays. */
  @Post('roster')
  @Allow(plannerRoles)
  @HttpCode(200)
  @ApiOkResponse({ type: RosterShown })
  generate(@CurrentActor() actor: Actor, @Body() { month, unitId }: RosterBody): Promise<RosterShown> {
    return this.roster.generate(month, actor, unitId);
  }

  @Post('publication')
  @Allow(plannerRoles)
  @HttpCode(200)
  @ApiOkResponse({ type: PublicationShown })
  publish(@CurrentActor() actor: Actor, @Body() { month, unitId, reason }: PublicationBody): Promise<PublicationShown> {
    return this.roster.publishAs(month, actor, unitId, reason ?? '');
  }

  @Get('coverage')
  @ApiOkResponse({ type: CoverageShown })
  coverage(@Query() { month }: MonthQuery): Promise<CoverageShown> {
    return this.roster.coverage(month);
  }

  @Get('figures')
  @ApiOkResponse({ type: ReceptionFigureShown, isArray: true })
  figures(@Query() query: SlotsQuery): Promise<ReceptionFigureShown[]> {
    return this.figuresService.figures(query);
  }

  @Get('eligibility')
  @ApiOkResponse({ type: EligibilityShown })
  eligibility(@CurrentActor() actor: Actor, @Query() { caseNumber }: EligibilityQuery): Promise<EligibilityShown> {
    return this.figuresService.eligibility(actor, caseNumber);
  }

  /** Refused is at most the appointment; the matter itself goes on as it is. */
  @Post('applications')
  @Allow(['R1', 'R2'])
  @ApiCreatedResponse({ type: ApplicationShown })
  apply(@CurrentActor() actor: Actor, @Body() body: ApplicationBody): Promise<ApplicationShown> {
    return this.applications.apply(actor, body);
  }

  @Get('leaders')
  @Allow(plannerRoles)
  @ApiOkResponse({ type: LeaderShown, isArray: true })
  leaders(@CurrentActor() actor: Actor): Promise<LeaderShown[]> {
    return this.receptions.leaders(actor);
  }

  @Get('obligations')
  @ApiOkResponse({ type: ObligationShown, isArray: true })
  listObligations(): Promise<ObligationShown[]> {
    return this.obligations.list();
  }

  @Put('obligations/:level')
  @Allow(['admin'])
  @HttpCode(204)
  @ApiNoContentResponse()
  putObligation(
    @Param('level') level: string,
    @Body() body: ObligationBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.obligations.put(level, body, actor);
  }

  @Get(':id')
  @ApiOkResponse({ type: SlotDetailShown })
  detail(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SlotDetailShown> {
    return this.receptions.detail(actor, id);
  }

  @Put(':id')
  @Allow(plannerRoles)
  @ApiOkResponse({ type: SlotShown })
  edit(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: EditSlotBody): Promise<SlotShown> {
    return this.receptions.edit(actor, id, body);
  }

  /** Drafts only; what is published is cancelled with a reason. */
  @Delete(':id')
  @Allow(plannerRoles)
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { version }: VersionQuery): Promise<void> {
    return this.receptions.remove(actor, id, version);
  }

  @Post(':id/substitution')
  @Allow(plannerRoles)
  @HttpCode(200)
  @ApiOkResponse({ type: SlotShown })
  substitute(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: SubstitutionBody,
  ): Promise<SlotShown> {
    return this.receptions.substitute(actor, id, body);
  }

  @Post(':id/cancellation')
  @Allow(plannerRoles)
  @HttpCode(200)
  @ApiOkResponse({ type: SlotShown })
  cancel(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: CancellationBody): Promise<SlotShown> {
    return this.receptions.cancel(actor, id, body);
  }
}
