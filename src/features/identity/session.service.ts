import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../../platform/clock/clock.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { randomToken } from '../../platform/keys/random.js';
import { CredentialsService } from './credentials.service.js';
import { IdentityRepository, type StoredSession } from './identity.repository.js';

const hourMillis = 3_600_000;
/** A session's end is moved at most this often, so that reading a page does not cost a write. */
const extendAfterMillis = 5 * 60_000;

/** Clocks of several nodes differ, and are corrected, by less; a session is ended only beyond. */
const clockToleranceMillis = 5 * 60_000;

export interface NewSession {
  /** Goes into the cookie; only its SHA-256 is stored. */
  token: string;
  session: StoredSession;
}

/** Sessions of browsers: opaque tokens that end after hours without a request, at logout, with their account, and when the clock is put back. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly repository: IdentityRepository,
    private readonly credentials: CredentialsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Opens a session under a new token; one that the browser brought along is ended.
   * @throws RateLimited, Failure unauthenticated
   */
  async login(username: string, password: string, address: string, previousToken?: string): Promise<NewSession> {
    const { userId } = await this.credentials.check(username, password, address);
    const token = randomToken();
    const createdAt = this.clock.instant();
    const session = {
      tokenHash: hashOf(token),
      userId,
      csrfToken: randomToken(),
      createdAt,
      expiresAt: this.endFromNow(),
    };
    await this.database.write(async (transaction) => {
      await this.repository.forgetExpired(transaction, createdAt);
      if (previousToken) await this.repository.endSession(transaction, hashOf(previousToken));
      await this.repository.addSession(transaction, session);
    });
    return { token, session };
  }

  /** The running session of a token; undefined when unknown or expired. */
  async resolve(token: string): Promise<StoredSession | undefined> {
    const session = await this.repository.session(hashOf(token));
    if (!session || session.expiresAt <= this.clock.instant()) return undefined;
    if (this.isOfLaterTime(session)) {
      // Else it would run again once the clock has caught up.
      await this.logout(session.tokenHash);
      return undefined;
    }
    const expiresAt = this.endFromNow();
    if (Date.parse(expiresAt) - Date.parse(session.expiresAt) >= extendAfterMillis) {
      await this.database.write((transaction) =>
        this.repository.extendSession(transaction, session.tokenHash, expiresAt),
      );
    }
    return session;
  }

  async logout(tokenHash: string): Promise<void> {
    await this.database.write((transaction) => this.repository.endSession(transaction, tokenHash));
  }

  /** The clock was put back: by it the session has not begun yet, or lasts longer than any session may. */
  private isOfLaterTime({ createdAt, expiresAt }: StoredSession): boolean {
    const latest = new Date(this.clock.now().getTime() + clockToleranceMillis).toISOString();
    return createdAt > latest || Date.parse(expiresAt) - Date.parse(this.endFromNow()) > clockToleranceMillis;
  }

  private endFromNow(): string {
    return new Date(this.clock.now().getTime() + this.config.sessionHours * hourMillis).toISOString();
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
