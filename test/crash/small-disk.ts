import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerProcess } from './server-process.js';

/** A place for a server's files that can be made full, and made free again, while the server runs. */
export interface SmallDisk {
  folder: string;
  fill(server: ServerProcess): void;
  free(server: ServerProcess): void;
  remove(): void;
}

const run = (command: string, ...words: string[]): void =>
  void execFileSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'] });

/** Any folder: the kernel lets the process write no file beyond a size (RLIMIT_FSIZE), as a quota does. Needs no privilege. */
export function limitedProcess(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'minqing-limit-'));
  const limit = ({ pid }: ServerProcess, bytes: number | 'unlimited'): void =>
    run('prlimit', '--pid', String(pid), `--fsize=${bytes}:unlimited`);
  return {
    folder,
    fill: (server) => limit(server, statSync(join(folder, 'minqing.sqlite-wal')).size),
    free: (server) => limit(server, 'unlimited'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A file system of its own in memory; undefined where this process may not mount one. */
export function mountedDisk(): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'minqing-mount-'));
  try {
    run('mount', '-t', 'tmpfs', '-o', 'size=48m,mode=700', 'minqing-test', folder);
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => fillUp(filler),
    free: () => rmSync(filler),
    remove() {
      run('umount', folder);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Writes until nothing more fits, in ever smaller pieces. */
function fillUp(file: string): void {
  const handle = openSync(file, 'w');
  for (let size = 1 << 20; size >= 512;) {
    try {
      writeSync(handle, Buffer.alloc(size, 1));
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code !== 'ENOSPC') throw reason;
      size /= 2;
    }
  }
  fsyncSync(handle);
  closeSync(handle);
}
