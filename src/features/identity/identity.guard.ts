import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { hasRole, type Actor } from '../../platform/actor.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Failure } from '../../platform/failure.js';
import type { RequestWithActor } from '../../platform/http/current-actor.js';
import { POLICY, type Policy } from '../../platform/http/policy.js';
import { BasicAuthenticationService } from './basic-authentication.service.js';
import { IdentityRepository } from './identity.repository.js';
import { checkCsrfToken, checkOrigin, sessionToken } from './request-checks.js';
import { SessionService } from './session.service.js';

/** Stands before every route: finds out who asks and whether the route's policy lets them. */
@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
    private readonly basic: BasicAuthenticationService,
    private readonly repository: IdentityRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Failure unauthenticated, forbidden; RateLimited */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(POLICY, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (policy === undefined) throw new Failure('forbidden', 'no-policy', '该地址没有规定谁可以使用，已拒绝。');
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestWithActor>();
    checkOrigin(request, this.config.publicUrl);
    if (policy === 'public') return true;

    request.actor = await this.identify(request);
    if (policy !== 'signed-in' && !hasRole(request.actor, ...policy)) {
      throw new Failure('forbidden', 'role-missing', '您没有办理此事的权限。');
    }
    return true;
  }

  private async identify(request: FastifyRequest & RequestWithActor): Promise<Actor> {
    const userId = await this.userId(request);
    const account = userId === undefined ? undefined : await this.repository.account(userId);
    if (!account) throw new Failure('unauthenticated', 'signed-out', '请先登录。');
    return { ...account, requestId: String(request.id) };
  }

  /** A program's credentials come first: they are sent on purpose, while a browser attaches its cookie to everything. */
  private async userId(request: FastifyRequest & RequestWithActor): Promise<string | undefined> {
    const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '');
    if (basic) return this.basic.authenticate(basic[1]!, request.ip);
    const token = sessionToken(request);
    const session = token === undefined ? undefined : await this.sessions.resolve(token);
    if (!session) return undefined;
    checkCsrfToken(request, session.csrfToken);
    request.sessionTokenHash = session.tokenHash;
    return session.userId;
  }
}
