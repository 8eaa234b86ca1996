import { parseArgs } from 'node:util';
import { ConfigError } from '../platform/config/config.js';
import { SystemClock } from '../platform/clock/clock.js';
import { KeyFileError } from '../platform/keys/key-files.js';
import { backupCommand } from './backup-command.js';
import { restoreCommand } from './restore-command.js';
import { exitCodes, UsageError } from './exit-codes.js';
import { exportCommand } from './export-command.js';
import { migrateCommand } from './migrate-command.js';
import { CommandFault } from './open-history.js';
import { verifyCommand, type CommandContext } from './verify-command.js';

const usage = `用法：node dist/src/cli.js <命令>

  verify [文件] [--key 公钥.pem]     校验办理历史是否被改动；不写文件时校验本机数据库，写文件时校验导出文件
                                     退出码：0 完好，1 有改动，2 有缺失，3 密钥不符
  export-history <文件>              导出办理历史（不含填写的内容），可脱离本系统校验
  backup <文件>                      备份数据库，服务器不必停；备份后即校验。密钥文件夹 keys 和归档文件另行保存
  restore <文件>                     恢复备份：先停服务器；恢复前后都校验，原数据库保留在旁
                                     退出码：0 成功，1–3 同 verify，4 文件损坏，75 服务器仍在运行
  archive [文件夹] --ended-before 日期   把该日期（年-月-日）之前已全部办结的流程实例移入归档文件，登记、案号、文书保留
  archive-restore <文件> [--case 案号]  把归档的流程实例取回数据库
  deploy <文件…> [--note 说明]       发布流程图(.bpmn)和表单(.form)
  accounts <名册.json>               建立或修改单位和账号；新账号的密码只显示一次
  migrate                            更新数据库结构
  seed --cases 件数 [--seed 数]      在空的演示环境里，按过去一年逐日办理这么多件信访事项；先停服务器

设置与服务器相同，取自环境变量（DATA_DIR、DATABASE_URL、MASTER_KEY 等）。`;

/** Runs one operator command and gives its exit code. Everything it says goes through `context.print`. */
export async function run(words: readonly string[], context: CommandContext): Promise<number> {
  try {
    return await dispatch(words, context);
  } catch (reason) {
    if (reason instanceof UsageError) {
      context.print(reason.message);
      return exitCodes.usage;
    }
    const known = reason instanceof CommandFault || reason instanceof ConfigError || reason instanceof KeyFileError;
    context.print(
      known ? reason.message : `命令没有完成：${reason instanceof Error ? reason.message : String(reason)}`,
    );
    return exitCodes.fault;
  }
}

async function dispatch(words: readonly string[], context: CommandContext): Promise<number> {
  const [command, ...rest] = words;
  switch (command) {
    case 'verify': {
      const { positionals, key } = read(rest, ['key']);
      if (positionals.length > 1) throw new UsageError(usage);
      return verifyCommand({ file: positionals[0], keyFile: key }, context);
    }
    case 'export-history':
      return exportCommand(onlyOne(rest), new SystemClock(), context);
    case 'backup':
      return backupCommand(onlyOne(rest), context);
    case 'restore':
      return restoreCommand(onlyOne(rest), new SystemClock(), context);
    case 'archive': {
      const { positionals, 'ended-before': endedBefore } = read(rest, ['ended-before']);
      if (positionals.length > 1 || endedBefore === undefined) throw new UsageError(usage);
      const { archiveCommand } = await import('./archive-command.js');
      return archiveCommand({ folder: positionals[0], endedBefore }, context);
    }
    case 'archive-restore': {
      const { positionals, case: caseNumber } = read(rest, ['case']);
      if (positionals.length !== 1) throw new UsageError(usage);
      const { archiveRestoreCommand } = await import('./archive-command.js');
      return archiveRestoreCommand(positionals[0]!, caseNumber, context);
    }
    case 'deploy': {
      const { positionals, note } = read(rest, ['note']);
      if (positionals.length === 0) throw new UsageError(usage);
      // The whole application, loaded only for the one command that needs it.
      const { deployCommand } = await import('./deploy-command.js');
      return deployCommand(positionals, note ?? '由命令行发布', context);
    }
    case 'accounts': {
      const file = onlyOne(rest);
      const { accountsCommand } = await import('./accounts-command.js');
      return accountsCommand(file, context);
    }
    case 'migrate':
      if (rest.length > 0) throw new UsageError(usage);
      return migrateCommand(context);
    case 'seed': {
      const { positionals, cases, seed } = read(rest, ['cases', 'seed']);
      if (positionals.length > 0) throw new UsageError(usage);
      const { seedCommand } = await import('./seed/seed-command.js');
      const options = {
        cases: countOf(cases, 1, 100_000),
        seed: countOf(seed ?? '1', 0, 2 ** 31 - 1),
        now: new Date(),
      };
      return seedCommand(options, context);
    }
    case 'help':
    case '--help':
      context.print(usage);
      return exitCodes.ok;
    default:
      throw new UsageError(usage);
  }
}

/** A whole number within bounds. @throws UsageError */
function countOf(text: string | undefined, low: number, high: number): number {
  const count = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || count < low || count > high) throw new UsageError(usage);
  return count;
}

function onlyOne(words: readonly string[]): string {
  const { positionals } = read(words, []);
  if (positionals.length !== 1) throw new UsageError(usage);
  return positionals[0]!;
}

function read<Name extends string>(
  words: readonly string[],
  names: readonly Name[],
): { positionals: string[] } & Partial<Record<Name, string>> {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    return { ...(values as Partial<Record<Name, string>>), positionals };
  } catch {
    throw new UsageError(usage);
  }
}
