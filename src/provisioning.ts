import { Injectable } from '@nestjs/common';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccountRegister } from './features/identity/account-register.js';
import { Demonstration } from './features/identity/demonstration/demonstration.js';
import type { DemoAccount } from './features/identity/demonstration/demo-accounts.js';
import { Database } from './platform/database/database.js';
import { packageRoot } from './platform/package-root.js';
import { Deployer, type ResourceFile } from './workflow/definitions/deployer.js';

/** What a new installation starts with. */
@Injectable()
export class Provisioning {
  constructor(
    private readonly database: Database,
    private readonly deployer: Deployer,
    private readonly demonstration: Demonstration,
    private readonly accounts: AccountRegister,
  ) {}

  /** Loads shipped procedures that are not there yet. What a process owner has published is never overwritten. */
  async deployShipped(): Promise<string[]> {
    const rows = await this.database.all<{ name: string }>(`SELECT DISTINCT name FROM resource`);
    const known = new Set(rows.map((row) => row.name));
    const files = shippedFiles().filter((file) => !known.has(file.name));
    if (files.length === 0) return [];
    await this.deployer.deploy({ files, note: '随软件提供的流程', userId: 'system', isShipped: true });
    return files.map((file) => file.name);
  }

  /** True while nobody can log in: the operator must load a roster first. */
  needsAccounts(): Promise<boolean> {
    return this.accounts.isEmpty();
  }

  /** The accounts made, or null when the database is not empty or this is no demonstration. */
  demonstrate(): Promise<DemoAccount[] | null> {
    return this.demonstration.seedIfEmpty();
  }
}

/** Forms and decisions first: the diagrams refer to them. */
export function shippedFiles(root = packageRoot): ResourceFile[] {
  const read = (folder: string, ending: string): ResourceFile[] => {
    const path = join(root, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => ({ name, content: readFileSync(join(path, name), 'utf8') }));
  };
  return [...read('processes/forms', '.form'), ...read('processes/decisions', '.dmn'), ...read('processes', '.bpmn')];
}
