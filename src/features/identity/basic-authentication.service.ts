import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Clock } from '../../platform/clock/clock.js';
import { Failure } from '../../platform/failure.js';
import { randomToken } from '../../platform/keys/random.js';
import { CredentialsService } from './credentials.service.js';
import { IdentityRepository } from './identity.repository.js';

/** How long a checked password is remembered. A changed password or a disabled account is noticed at once all the same. */
const rememberMillis = 5 * 60_000;
const capacity = 1_000;

interface Remembered {
  username: string;
  passwordHash: string;
  userId: string;
  until: number;
}

/**
 * HTTP Basic authentication for programs. argon2 would cost 30 ms a request, so a right password is remembered for a few
 * minutes under a hash keyed with a secret of this process, together with the stored hash it was right for.
 */
@Injectable()
export class BasicAuthenticationService {
  private readonly remembered = new Map<string, Remembered>();
  /** Checks under way: a program that opens many connections at once is one attempt, not as many as it has connections. */
  private readonly pending = new Map<string, Promise<Remembered>>();
  private readonly secret = randomToken();

  constructor(
    private readonly repository: IdentityRepository,
    private readonly credentials: CredentialsService,
    private readonly clock: Clock,
  ) {}

  /** Gives the user id. @throws Failure unauthenticated, RateLimited */
  async authenticate(encoded: string, address: string): Promise<string> {
    const key = createHmac('sha256', this.secret).update(encoded).digest('base64');
    const now = this.clock.now().getTime();
    const known = this.remembered.get(key);
    // After a clock was put back its end may lie further off than it ever did.
    if (known && known.until > now && known.until <= now + rememberMillis) {
      const stored = await this.repository.credentials(known.username);
      if (stored?.passwordHash === known.passwordHash) return known.userId;
    }
    this.remembered.delete(key);
    // Under the address as well: the limit counts by it.
    const attempt = `${key}/${address}`;
    const pending = this.pending.get(attempt) ?? this.check(encoded, address);
    this.pending.set(attempt, pending);
    try {
      const checked = await pending;
      if (this.remembered.size >= capacity) this.remembered.clear();
      this.remembered.set(key, checked);
      return checked.userId;
    } finally {
      this.pending.delete(attempt);
    }
  }

  private async check(encoded: string, address: string): Promise<Remembered> {
    const { username, password } = decode(encoded);
    const checked = await this.credentials.check(username, password, address);
    return { username, ...checked, until: this.clock.now().getTime() + rememberMillis };
  }
}

function decode(encoded: string): { username: string; password: string } {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  // argon2 reads the whole password: a long one would be a cheap way to keep the server busy.
  if (colon < 1 || text.length > 300)
    throw new Failure('unauthenticated', 'credentials-malformed', '身份信息的格式不对。');
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}
