import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorsPort } from '../../workflow/ports/actors-port.js';
import { AccountRegister } from './account-register.js';
import { ActorsAdapter } from './actors.adapter.js';
import { BasicAuthenticationService } from './basic-authentication.service.js';
import { CredentialsService } from './credentials.service.js';
import { Demonstration } from './demonstration/demonstration.js';
import { IdentityController } from './identity.controller.js';
import { IdentityGuard } from './identity.guard.js';
import { IdentityRepository } from './identity.repository.js';
import { IdentityService } from './identity.service.js';
import { LoginLimiter } from './login-limiter.js';
import { SessionService } from './session.service.js';
import { UnitEntity } from './unit.entity.js';
import { UserEntity, UserRoleEntity } from './user.entity.js';

/** Accounts, sessions, the guard before every route, and the scope predicate (scope.ts). */
@Module({
  imports: [TypeOrmModule.forFeature([UnitEntity, UserEntity, UserRoleEntity], 'reader')],
  controllers: [IdentityController],
  providers: [
    IdentityRepository,
    IdentityService,
    LoginLimiter,
    CredentialsService,
    SessionService,
    BasicAuthenticationService,
    AccountRegister,
    Demonstration,
    { provide: ActorsPort, useClass: ActorsAdapter },
    { provide: APP_GUARD, useClass: IdentityGuard },
  ],
  exports: [IdentityRepository, IdentityService, AccountRegister, Demonstration, ActorsPort],
})
export class IdentityModule {}
