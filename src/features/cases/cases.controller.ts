import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { CaseDetailShown, CasePageShown, DuplicateShown, RegisteredShown, RevealedShown } from './case-answers.dto.js';
import { CaseSearchQuery, DuplicatesBody, RegisterCaseBody, RevealBody } from './cases.dto.js';
import { CasesService } from './cases.service.js';
import type { CaseDetail, CaseSummary, Page } from './cases.view.js';
import { DuplicatesService, type DuplicateView } from './duplicates.service.js';
import type { People, Person } from './person-vault.js';
import { RegistrationService, registrarRole, type RegisteredCase } from './registration.service.js';

@ApiTags('cases')
@Controller('api/cases')
@Allow('signed-in')
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly registration: RegistrationService,
    private readonly duplicates: DuplicatesService,
  ) {}

  @Post()
  @Allow([registrarRole])
  @ApiCreatedResponse({ type: RegisteredShown })
  register(@CurrentActor() actor: Actor, @Body() body: RegisterCaseBody): Promise<RegisteredCase> {
    return this.registration.register(actor, body);
  }

  @Post('duplicates')
  @WithoutIdempotencyKey('只查询，不改变数据')
  @Allow([registrarRole])
  @HttpCode(200)
  @ApiOkResponse({ type: DuplicateShown, isArray: true })
  findDuplicates(@CurrentActor() actor: Actor, @Body() body: DuplicatesBody): Promise<DuplicateView[]> {
    return this.duplicates.find(actor, body);
  }

  @Get()
  @ApiOkResponse({ type: CasePageShown })
  list(@CurrentActor() actor: Actor, @Query() query: CaseSearchQuery): Promise<Page<CaseSummary>> {
    return this.cases.list(actor, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: CaseDetailShown })
  detail(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CaseDetail> {
    return this.cases.detail(id, actor);
  }

  @Post(':id/reveal')
  @WithoutIdempotencyKey('每次查看身份信息都要单独留痕')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: RevealedShown })
  reveal(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: RevealBody,
  ): Promise<{ person: Person } & Pick<People, 'companions'>> {
    return this.cases.reveal(actor, id, body.reason);
  }
}
