import type { DemoAccount } from './features/identity/demonstration/demo-accounts.js';
import { stopOnSignals } from './graceful-stop.js';
import { CONFIG } from './platform/config/config.module.js';
import { ConfigError, type Config } from './platform/config/config.js';
import { Provisioning } from './provisioning.js';
import { createServer } from './server.js';
import { ChangeRelay } from './workflow/change-relay.js';
import { WakeUps } from './workflow/wake-ups.js';
import { Scheduler } from './workflow/scheduler.js';

const noAccounts =
  '\n还没有账号，无法登录。请写好名册后运行：node dist/src/cli.js accounts 名册.json（写法见 README“A real installation”）';

async function main(): Promise<void> {
  const app = await createServer();
  stopOnSignals(app);
  const config = app.get<Config>(CONFIG);
  const provisioning = app.get(Provisioning);
  const deployed = await provisioning.deployShipped();
  if (deployed.length > 0) console.log(`已载入流程和表单 ${deployed.length} 个。`);
  const accounts = await provisioning.demonstrate();
  await app.get(ChangeRelay).start();
  await app.get(WakeUps).start();
  app.get(Scheduler).start();
  await app.listen(config.port, config.host);
  if (accounts) printAccounts(accounts, config);
  else if (await provisioning.needsAccounts()) console.log(noAccounts);
  console.log(`\n民情已启动：${await address(config, app.getUrl())}\n按 Ctrl+C 停止。`);
}

/** With port 0 the system chose one; otherwise the address that browsers use. */
const address = async (config: Config, actual: Promise<string>): Promise<string> =>
  config.port === 0 ? actual : config.publicUrl;

function printAccounts(accounts: readonly DemoAccount[], config: Config): void {
  const lines = accounts.map(
    (account) =>
      `  ${account.username.padEnd(11)} ${account.password}  ${account.roleNames.join('、')}（${account.unitName} ${account.displayName}）`,
  );
  console.log(`\n演示账号（仅限本机，已写入 ${config.dataDir}/demo-accounts.json）：\n${lines.join('\n')}`);
}

main().catch((reason: unknown) => {
  const fault = reason as NodeJS.ErrnoException;
  if (reason instanceof ConfigError) console.error(reason.message);
  else if (fault.code === 'EADDRINUSE')
    console.error(
      '端口已被占用，服务未启动。请停掉占用它的程序，或用 PORT 环境变量换一个端口，例如:PORT=3001 npm start',
    );
  else console.error(`服务未启动：${fault.message}`);
  process.exitCode = 1;
});
