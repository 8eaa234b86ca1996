import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DemoAccount } from '../../src/features/identity/demonstration/demo-accounts.js';
import { Caller } from '../builders/caller.js';

/** The built server (`npm test` builds it first) as a process of its own, which may be killed. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly accounts: readonly DemoAccount[],
    private readonly output: Buffer[],
  ) {}

  /** Resolves once the server says that it is ready. @throws Error with what it printed when it ends before. */
  static async start(dataDir: string, settings: Record<string, string> = {}): Promise<ServerProcess> {
    const child = spawn(process.execPath, [join(process.cwd(), 'dist', 'src', 'main.js')], {
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        PORT: '0',
        SCHEDULER_MILLIS: '50',
        LOG_LEVEL: 'error',
        NODE_ENV: 'test',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    const url = await addressOf(child);
    const accounts = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as DemoAccount[];
    const server = new ServerProcess(child, url, accounts, output);
    const ready = await fetch(`${url}/health/ready`);
    if (ready.status !== 200) throw new Error(`not ready: ${await ready.text()}`);
    return server;
  }

  get pid(): number {
    return this.child.pid!;
  }

  as(username: string): Caller {
    return new Caller(this.url, this.account(username));
  }

  /** Everything on its standard output so far. */
  get printed(): string {
    return Buffer.concat(this.output).toString('utf8');
  }

  account(username: string): DemoAccount {
    return this.accounts.find((account) => account.username === username)!;
  }

  /** SIGTERM, as a service manager sends it; gives the exit code and how long the end took. */
  async terminate(): Promise<{ code: number | null; millis: number }> {
    const began = performance.now();
    const ended = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill('SIGTERM');
    const [code] = await ended;
    return { code, millis: performance.now() - began };
  }

  /** SIGSTOP: it holds what it holds, and does nothing, until it is thawed. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** SIGKILL: nothing of the process runs any more, as after a power cut. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer): void => {
      printed += chunk.toString('utf8');
      const address = /已启动：(http:\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready: ${printed}`)));
  });
}
