import type { Actor } from '../../platform/actor.js';

/** Looks up who acted, for what the server does on their behalf later. The identity feature implements it. */
export abstract class ActorsPort {
  /** Null when the account is gone or disabled. */
  abstract byId(userId: string): Promise<Actor | null>;
}
