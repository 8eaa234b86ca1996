import { AccountRegister, type IssuedPassword } from '../features/identity/account-register.js';
import { readRoster } from '../features/identity/roster.js';
import { Database } from '../platform/database/database.js';
import { withApplication } from './application.js';
import { readTextFile } from './read-text-file.js';
import type { CommandContext } from './verify-command.js';

/**
 * `minqing accounts`: makes or changes units and accounts from a roster file. The passwords of new accounts are printed once
 * and kept nowhere.
 * @throws UsageError when the file cannot be read.
 */
export function accountsCommand(file: string, context: CommandContext): Promise<number> {
  const json = readTextFile(file);
  return withApplication(context, async (app) => {
    const units = await app.get(Database).all<{ id: string }>(`SELECT id FROM unit`);
    const roster = readRoster(json, new Set(units.map((unit) => unit.id)));
    const issued = await app.get(AccountRegister).apply(roster);
    return [`已写入 ${roster.units.length} 个单位、${roster.accounts.length} 个账号。`, ...described(issued)];
  });
}

function described(issued: readonly IssuedPassword[]): string[] {
  if (issued.length === 0) return [];
  return [
    '以下密码只显示这一次，请交给本人：',
    ...issued.map(({ username, displayName, password }) => `  ${username.padEnd(16)} ${password}  ${displayName}`),
  ];
}
