import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { randomId, randomLegible } from '../../platform/keys/random.js';
import type { AccountEntry, Roster, UnitEntry } from './roster.js';
import { hashPassword } from './password.js';

/** A password that was made, to be handed to its owner; it is stored nowhere else. */
export interface IssuedPassword {
  username: string;
  displayName: string;
  password: string;
}

interface Prepared {
  entry: AccountEntry;
  /** Absent where the account keeps the password it has. */
  passwordHash?: string;
}

/** Characters of a made password, about 5 bits each. */
const passwordLength = 12;

/** Writes units and accounts. Nothing else does. */
@Injectable()
export class AccountRegister {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the units and accounts of a roster, or changes those that exist; what the roster does not name stays as it is.
   * Gives the passwords of new accounts and of those with `newPassword`; their sessions end.
   */
  async apply(roster: Roster): Promise<IssuedPassword[]> {
    const issued: IssuedPassword[] = [];
    const prepared: Prepared[] = [];
    for (const entry of roster.accounts) {
      if (!entry.newPassword && (await this.exists(entry.username))) {
        prepared.push({ entry });
        continue;
      }
      const password = randomLegible(passwordLength);
      issued.push({ username: entry.username, displayName: entry.displayName, password });
      prepared.push({ entry, passwordHash: await hashPassword(password) });
    }
    await this.database.write((transaction) => this.write(transaction, roster.units, prepared, false));
    return issued;
  }

  /** Fills an empty database with accounts that only work in demonstration mode; false when it was not empty any more. */
  async demonstrate(roster: Roster, passwords: ReadonlyMap<string, string>): Promise<boolean> {
    const prepared: Prepared[] = [];
    for (const entry of roster.accounts) {
      prepared.push({ entry, passwordHash: await hashPassword(passwords.get(entry.username)!) });
    }
    return this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'roster', key: '' });
      if (!(await this.isEmpty(transaction))) return false;
      await this.write(transaction, roster.units, prepared, true);
      return true;
    });
  }

  /** Empty means: nobody can log in yet. */
  async isEmpty(reader: Pick<SqlTransaction, 'get'> = this.database): Promise<boolean> {
    return (await reader.get(`SELECT 1 FROM app_user LIMIT 1`)) === undefined;
  }

  private async exists(username: string): Promise<boolean> {
    return (await this.database.get(`SELECT 1 FROM app_user WHERE username = ?`, [username])) !== undefined;
  }

  private async write(
    transaction: SqlTransaction,
    units: readonly UnitEntry[],
    accounts: readonly Prepared[],
    demonstration: boolean,
  ): Promise<void> {
    await transaction.lock({ kind: 'roster', key: '' });
    for (const unit of units) await writeUnit(transaction, unit);
    for (const account of accounts) await writeAccount(transaction, account, demonstration, this.clock.instant());
  }
}

async function writeUnit(transaction: SqlTransaction, unit: UnitEntry): Promise<void> {
  const parent = unit.parentId
    ? await transaction.get<{ path: string }>(`SELECT path FROM unit WHERE id = ?`, [unit.parentId])
    : undefined;
  const path = `${parent?.path ?? '/'}${unit.id}/`;
  await transaction.run(
    `INSERT INTO unit (id, parent_id, name, level, path, short_code, phone, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name, level = excluded.level, path = excluded.path,
       short_code = excluded.short_code, phone = excluded.phone, address = excluded.address`,
    [unit.id, unit.parentId, unit.name, unit.level, path, unit.shortCode, unit.phone, unit.address],
  );
  await movedBelow(transaction, unit.id, path);
}

/** A unit that moved takes those below it along. */
async function movedBelow(transaction: SqlTransaction, unitId: string, path: string): Promise<void> {
  const children = await transaction.all<{ id: string }>(`SELECT id FROM unit WHERE parent_id = ?`, [unitId]);
  for (const { id } of children) {
    await transaction.run(`UPDATE unit SET path = ? WHERE id = ?`, [`${path}${id}/`, id]);
    await movedBelow(transaction, id, `${path}${id}/`);
  }
}

async function writeAccount(
  transaction: SqlTransaction,
  { entry, passwordHash }: Prepared,
  demonstration: boolean,
  now: string,
): Promise<void> {
  const disabled = entry.disabled ? 1 : 0;
  await transaction.run(
    `INSERT INTO app_user (id, username, display_name, unit_id, password_hash, disabled, demonstration, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (username) DO UPDATE SET display_name = excluded.display_name, unit_id = excluded.unit_id, disabled = excluded.disabled`,
    [
      randomId(),
      entry.username,
      entry.displayName,
      entry.unit,
      passwordHash ?? '',
      disabled,
      demonstration ? 1 : 0,
      now,
    ],
  );
  const { id } = (await transaction.get<{ id: string }>(`SELECT id FROM app_user WHERE username = ?`, [
    entry.username,
  ]))!;
  if (passwordHash) {
    // A password given anew makes a demonstration account an ordinary one: it is no longer printed anywhere.
    await transaction.run(`UPDATE app_user SET password_hash = ?, demonstration = ? WHERE id = ?`, [
      passwordHash,
      demonstration ? 1 : 0,
      id,
    ]);
  }
  if (passwordHash || entry.disabled) await transaction.run(`DELETE FROM user_session WHERE user_id = ?`, [id]);
  await transaction.run(`DELETE FROM user_role WHERE user_id = ?`, [id]);
  for (const role of entry.roles) {
    await transaction.run(`INSERT INTO user_role (user_id, role_code, unit_id) VALUES (?, ?, ?)`, [
      id,
      role.role,
      role.unit ?? entry.unit,
    ]);
  }
}
