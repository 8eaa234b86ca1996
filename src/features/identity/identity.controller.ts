import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { roles } from '../../domain/codes/roles.js';
import type { Code } from '../../domain/codes/code.js';
import type { Actor } from '../../platform/actor.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { notFound } from '../../platform/failure.js';
import { CurrentActor, type RequestWithActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { Demonstration } from './demonstration/demonstration.js';
import { DemoAccountShown, RoleShown, SessionShown, UnitShown } from './identity-answers.dto.js';
import { LoginRequest, type SessionView, type UnitView } from './identity.dto.js';
import { IdentityRepository } from './identity.repository.js';
import { IdentityService } from './identity.service.js';
import { fromThisMachine, sessionCookie, sessionToken } from './request-checks.js';
import { SessionService } from './session.service.js';

@ApiTags('session')
@Controller('api')
export class IdentityController {
  constructor(
    private readonly sessions: SessionService,
    private readonly identity: IdentityService,
    private readonly repository: IdentityRepository,
    private readonly demonstration: Demonstration,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('session')
  @WithoutIdempotencyKey('每次登录都是新的会话，重复登录不影响其他数据')
  @Allow('public')
  @ApiCreatedResponse({ type: SessionShown })
  async login(
    @Body() body: LoginRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, session } = await this.sessions.login(
      body.username,
      body.password,
      request.ip,
      sessionToken(request),
    );
    void reply.setCookie(sessionCookie, token, this.cookie()).header('Cache-Control', 'no-store');
    return this.identity.sessionView(session.userId, session.csrfToken);
  }

  @Get('session')
  @Allow('signed-in')
  @ApiOkResponse({ type: SessionShown })
  async current(
    @CurrentActor() actor: Actor,
    @Req() request: RequestWithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    void reply.header('Cache-Control', 'no-store');
    const session = request.sessionTokenHash ? await this.repository.session(request.sessionTokenHash) : undefined;
    return this.identity.sessionView(actor.userId, session?.csrfToken ?? '');
  }

  @Delete('session')
  @WithoutIdempotencyKey('退出后会话已不存在，重复退出没有后果')
  @Allow('signed-in')
  @HttpCode(204)
  async logout(@Req() request: RequestWithActor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (request.sessionTokenHash) await this.sessions.logout(request.sessionTokenHash);
    void reply.clearCookie(sessionCookie, this.cookie());
  }

  /** Names and passwords for a first look; only on the machine itself and only in demonstration mode. */
  @Get('demo-accounts')
  @Allow('public')
  @ApiOkResponse({ type: DemoAccountShown, isArray: true })
  demoAccounts(@Req() request: FastifyRequest): Promise<DemoAccountShown[]> {
    if (!this.config.demonstration || !fromThisMachine(request)) throw notFound('演示账号');
    return this.demoAccountViews();
  }

  @Get('units')
  @Allow('signed-in')
  @ApiOkResponse({ type: UnitShown, isArray: true })
  units(): Promise<UnitView[]> {
    return this.identity.units();
  }

  @Get('roles')
  @Allow('signed-in')
  @ApiOkResponse({ type: RoleShown, isArray: true })
  roles(): readonly Code[] {
    return roles;
  }

  private async demoAccountViews(): Promise<DemoAccountShown[]> {
    const accounts = await this.demonstration.accounts();
    if (accounts.length === 0) throw notFound('演示账号');
    return accounts.map(({ username, password, displayName, unitName, roleNames }) => ({
      username,
      password,
      displayName,
      unitName,
      roles: roleNames,
    }));
  }

  /** No expiry date: the browser forgets it when it is closed, the server when the session ends. */
  private cookie(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'strict', secure: this.config.publicUrl.startsWith('https:') };
  }
}
