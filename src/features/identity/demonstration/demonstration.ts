import { Inject, Injectable } from '@nestjs/common';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOf } from '../../../domain/codes/code.js';
import { roles } from '../../../domain/codes/roles.js';
import { Clock } from '../../../platform/clock/clock.js';
import { CONFIG } from '../../../platform/config/config.module.js';
import type { Config } from '../../../platform/config/config.js';
import { Database, type SqlTransaction } from '../../../platform/database/database.js';
import { randomId, randomLegible } from '../../../platform/keys/random.js';
import { hashPassword } from '../password.js';
import { demoPersons, type DemoAccount, type DemoPerson } from './demo-accounts.js';
import { demoUnits } from './demo-units.js';

interface HashedAccount {
  person: DemoPerson;
  passwordHash: string;
}

/** Units and accounts for a first look, with new passwords on every fresh database. */
@Injectable()
export class Demonstration {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Fills an empty database in demonstration mode. Gives the accounts to print, or null when there was nothing to do. The file
   * is written first: accounts whose passwords nobody knows would be worse than a file without accounts.
   */
  async seedIfEmpty(): Promise<DemoAccount[] | null> {
    if (!this.config.demonstration || !(await isEmpty(this.database))) return null;
    const accounts = demoPersons.map(accountOf);
    const hashed: HashedAccount[] = [];
    for (const [index, person] of demoPersons.entries()) {
      hashed.push({ person, passwordHash: await hashPassword(accounts[index]!.password) });
    }
    await this.writeFile(accounts);
    const seeded = await this.database.write((transaction) =>
      seedDemonstration(transaction, hashed, this.clock.instant()),
    );
    return seeded ? accounts : null;
  }

  /** The accounts of this installation; empty where none were made. */
  async accounts(): Promise<DemoAccount[]> {
    try {
      return JSON.parse(await readFile(this.file, 'utf8')) as DemoAccount[];
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw reason;
    }
  }

  private get file(): string {
    return join(this.config.dataDir, 'demo-accounts.json');
  }

  private async writeFile(accounts: readonly DemoAccount[]): Promise<void> {
    await mkdir(this.config.dataDir, { recursive: true, mode: 0o700 });
    const part = `${this.file}.part`;
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.chmod(0o600);
      await handle.writeFile(`${JSON.stringify(accounts, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, this.file);
  }
}

function accountOf(person: DemoPerson): DemoAccount {
  return {
    username: person.username,
    password: randomLegible(10),
    displayName: person.displayName,
    roles: [person.role],
    roleNames: [nameOf(roles, person.role)],
    unit: person.unit,
    unitName: demoUnits.find((unit) => unit.id === person.unit)!.name,
  };
}

/** Empty means: nobody can log in yet. */
async function isEmpty(reader: Pick<SqlTransaction, 'get'>): Promise<boolean> {
  return (await reader.get(`SELECT 1 FROM app_user LIMIT 1`)) === undefined;
}

/** Writes units and accounts; false when another process has filled the database meanwhile. */
async function seedDemonstration(
  transaction: SqlTransaction,
  accounts: readonly HashedAccount[],
  now: string,
): Promise<boolean> {
  if (!(await isEmpty(transaction))) return false;
  for (const unit of demoUnits) {
    await transaction.run(
      `INSERT INTO unit (id, parent_id, name, level, path, short_code, phone, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      [unit.id, unit.parentId, unit.name, unit.level, unit.path, unit.shortCode, unit.phone, unit.address],
    );
  }
  for (const { person, passwordHash } of accounts) {
    const userId = randomId();
    await transaction.run(
      `INSERT INTO app_user (id, username, display_name, unit_id, password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
      [userId, person.username, person.displayName, person.unit, passwordHash, now],
    );
    await transaction.run(`INSERT INTO user_role (user_id, role_code, unit_id) VALUES (?, ?, ?)`, [
      userId,
      person.role,
      person.roleUnit ?? person.unit,
    ]);
  }
  return true;
}
