import { Inject, Injectable } from '@nestjs/common';
import type { Actor, ActorRole } from '../../platform/actor.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';

export interface StoredSession {
  tokenHash: string;
  userId: string;
  csrfToken: string;
  createdAt: string;
  expiresAt: string;
}

interface AccountRow {
  userId: string;
  username: string;
  displayName: string;
  unitId: string;
  unitName: string;
}

/** Reads that every request makes, and the rows of sessions. */
@Injectable()
export class IdentityRepository {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Demonstration accounts, whose passwords lie in a file, work in demonstration mode only. */
  private get demonstrationAllowed(): number {
    return this.config.demonstration ? 1 : 0;
  }

  /** Undefined when there is no such account or it is disabled. */
  async account(userId: string): Promise<Actor | undefined> {
    const row = await this.database.get<AccountRow>(
      `SELECT u.id AS "userId", u.username AS "username", u.display_name AS "displayName", u.unit_id AS "unitId", n.name AS "unitName"
       FROM app_user u JOIN unit n ON n.id = u.unit_id WHERE u.id = ? AND u.disabled = 0 AND u.demonstration <= ?`,
      [userId, this.demonstrationAllowed],
    );
    if (!row) return undefined;
    const roles = await this.database.all<ActorRole>(
      `SELECT r.role_code AS "code", r.unit_id AS "unitId", n.path AS "unitPath"
       FROM user_role r JOIN unit n ON n.id = r.unit_id WHERE r.user_id = ? ORDER BY r.role_code, r.unit_id`,
      [userId],
    );
    return { ...row, roles };
  }

  /** The hash to check a password against; undefined for unknown and disabled accounts. */
  credentials(username: string): Promise<{ userId: string; passwordHash: string } | undefined> {
    return this.database.get(
      `SELECT id AS "userId", password_hash AS "passwordHash" FROM app_user WHERE username = ? AND disabled = 0 AND demonstration <= ?`,
      [username, this.demonstrationAllowed],
    );
  }

  session(tokenHash: string): Promise<StoredSession | undefined> {
    return this.database.get(
      `SELECT token_hash AS "tokenHash", user_id AS "userId", csrf_token AS "csrfToken", created_at AS "createdAt", expires_at AS "expiresAt"
       FROM user_session WHERE token_hash = ?`,
      [tokenHash],
    );
  }

  async addSession(transaction: SqlTransaction, session: StoredSession): Promise<void> {
    await transaction.run(
      `INSERT INTO user_session (token_hash, user_id, csrf_token, created_at, expires_at) VALUES (?, ?, ?, ?, ?)`,
      [session.tokenHash, session.userId, session.csrfToken, session.createdAt, session.expiresAt],
    );
  }

  async extendSession(transaction: SqlTransaction, tokenHash: string, expiresAt: string): Promise<void> {
    await transaction.run(`UPDATE user_session SET expires_at = ? WHERE token_hash = ?`, [expiresAt, tokenHash]);
  }

  async endSession(transaction: SqlTransaction, tokenHash: string): Promise<void> {
    await transaction.run(`DELETE FROM user_session WHERE token_hash = ?`, [tokenHash]);
  }

  async forgetExpired(transaction: SqlTransaction, now: string): Promise<void> {
    await transaction.run(`DELETE FROM user_session WHERE expires_at <= ?`, [now]);
  }
}
