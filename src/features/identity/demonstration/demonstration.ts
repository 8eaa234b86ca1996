import { Inject, Injectable } from '@nestjs/common';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOf } from '../../../domain/codes/code.js';
import { roles } from '../../../domain/codes/roles.js';
import { CONFIG } from '../../../platform/config/config.module.js';
import type { Config } from '../../../platform/config/config.js';
import { randomLegible } from '../../../platform/keys/random.js';
import { AccountRegister } from '../account-register.js';
import type { AccountEntry } from '../roster.js';
import { demoPersons, type DemoAccount, type DemoPerson } from './demo-accounts.js';
import { demoUnits } from './demo-units.js';

/** Units and accounts for a first look, with new passwords on every fresh database. */
@Injectable()
export class Demonstration {
  constructor(
    private readonly register: AccountRegister,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Fills an empty database in demonstration mode. Gives the accounts to print, or null when there was nothing to do. The file
   * is written first: accounts whose passwords nobody knows would be worse than a file without accounts.
   */
  async seedIfEmpty(): Promise<DemoAccount[] | null> {
    if (!this.config.demonstration || !(await this.register.isEmpty())) return null;
    const accounts = demoPersons.map(accountOf);
    await this.writeFile(accounts);
    const passwords = new Map(accounts.map(({ username, password }) => [username, password]));
    const seeded = await this.register.demonstrate(
      { units: [...demoUnits], accounts: demoPersons.map(entryOf) },
      passwords,
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

const entryOf = ({ role, roleUnit, ...person }: DemoPerson): AccountEntry => ({
  ...person,
  roles: [{ role, ...(roleUnit ? { unit: roleUnit } : {}) }],
});

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
