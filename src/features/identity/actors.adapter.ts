import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { ActorsPort } from '../../workflow/ports/actors-port.js';
import { IdentityRepository } from './identity.repository.js';

/** Gives the workflow layer the account behind a user id. */
@Injectable()
export class ActorsAdapter extends ActorsPort {
  constructor(private readonly repository: IdentityRepository) {
    super();
  }

  override async byId(userId: string): Promise<Actor | null> {
    return (await this.repository.account(userId)) ?? null;
  }
}
