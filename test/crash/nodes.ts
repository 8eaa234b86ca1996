import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from './server-process.js';

/** Real server processes on one PostgreSQL, each with a data folder of its own: they share the database and the keys. */
export class Nodes {
  readonly dataDirs: string[];
  private readonly running: (ServerProcess | undefined)[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'minqing-processes-'));

  /** @param settings of each node */
  constructor(private readonly settings: readonly Record<string, string>[]) {
    this.dataDirs = settings.map((_, index) => join(this.folder, `node${index}`));
  }

  get count(): number {
    return this.settings.length;
  }

  /** Undefined while it is down. */
  node(index: number): ServerProcess | undefined {
    return this.running[index];
  }

  async start(index: number): Promise<ServerProcess> {
    const [first, own] = [this.dataDirs[0]!, this.dataDirs[index]!];
    mkdirSync(own, { recursive: true });
    // The first one made the keys and the accounts.
    for (const name of ['keys', 'demo-accounts.json'])
      if (index > 0 && !existsSync(join(own, name))) cpSync(join(first, name), join(own, name), { recursive: true });
    return (this.running[index] = await ServerProcess.start(own, this.settings[index]));
  }

  async startAll(): Promise<void> {
    await this.start(0);
    await Promise.all(this.settings.slice(1).map((_, index) => this.start(index + 1)));
  }

  async kill(index: number): Promise<void> {
    const node = this.running[index];
    this.running[index] = undefined;
    await node?.kill();
  }

  /** SIGKILL for all, and nothing is left of their folders. */
  async close(): Promise<void> {
    await Promise.all(this.running.map((_, index) => this.kill(index)));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
