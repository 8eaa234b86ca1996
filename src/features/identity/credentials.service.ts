import { Injectable } from '@nestjs/common';
import { Failure } from '../../platform/failure.js';
import { IdentityRepository } from './identity.repository.js';
import { LoginLimiter } from './login-limiter.js';
import { verifyPassword } from './password.js';

export interface CheckedCredentials {
  userId: string;
  passwordHash: string;
}

/** Checks a name and a password, slowly and not too often. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly repository: IdentityRepository,
    private readonly limiter: LoginLimiter,
  ) {}

  /** @throws RateLimited, Failure unauthenticated (the same for a wrong name, a wrong password and a disabled account). */
  async check(username: string, password: string, address: string): Promise<CheckedCredentials> {
    this.limiter.begin(username, address);
    const found = await this.repository.credentials(username);
    if (!(await verifyPassword(found?.passwordHash, password)) || !found) {
      throw new Failure('unauthenticated', 'credentials-wrong', '用户名或密码不对，或者账号已停用。');
    }
    this.limiter.succeeded(username, address);
    return found;
  }
}
