import { SetMetadata } from '@nestjs/common';

/**
 * Who may call a route. A route without one is refused by the guard and fails a test.
 * `public`: nobody is asked who they are. `signed-in`: any account; the scope predicate then decides what it sees.
 * A list: one of these roles, in any unit.
 */
export type Policy = 'public' | 'signed-in' | readonly string[];

export const POLICY = 'minqing:policy';
export const Allow = (policy: Policy): MethodDecorator & ClassDecorator => SetMetadata(POLICY, policy);
