import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../actor.js';

/** The request as the identity guard leaves it. */
export interface RequestWithActor {
  actor?: Actor;
  sessionTokenHash?: string;
}

/** The account behind the request; only on routes whose policy is not `public`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<RequestWithActor>();
  if (!request.actor) throw new Error('a public route asked for an actor');
  return request.actor;
});
