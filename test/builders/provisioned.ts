import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testedDatabase } from './database.js';
import { copyOf, makeOnce } from './postgres/databases.js';

const root = join(__dirname, '../..');
const templates = join(tmpdir(), 'minqing-test-templates');

/**
 * Fills an empty folder with a database that has the shipped procedures and the demonstration's accounts, as a first start
 * leaves it. They are deployed once; what every server of the tests then begins with is a copy.
 * @param provision starts a server on a folder, and stops it when it is provisioned
 */
export async function copyProvisioned(dataDir: string, provision: (folder: string) => Promise<void>): Promise<void> {
  mkdirSync(templates, { recursive: true });
  if (testedDatabase === 'sqlite') {
    const template = join(templates, `sqlite-${fingerprint()}`);
    if (!existsSync(template)) {
      forgetOld();
      await make(template, provision);
    }
    cpSync(template, dataDir, { recursive: true });
    return;
  }
  const template = await makeOnce(async (name) => {
    const folder = join(templates, name);
    await make(folder, provision);
    return folder;
  });
  const files = join(templates, template);
  for (const name of readdirSync(files).filter((each) => each !== 'postgres-url')) {
    cpSync(join(files, name), join(dataDir, name), { recursive: true });
  }
  await copyOf(template, dataDir);
}

/** What earlier states of the sources left behind. */
function forgetOld(): void {
  for (const name of readdirSync(templates)) {
    const folder = join(templates, name);
    if (Date.now() - statSync(folder).mtimeMs > 86_400_000) rmSync(folder, { recursive: true, force: true });
  }
}

/** Whoever is first gives the folder its name when it is complete; who comes second throws its own away. */
async function make(folder: string, provision: (folder: string) => Promise<void>): Promise<void> {
  const building = mkdtempSync(join(templates, 'building-'));
  await provision(building);
  try {
    renameSync(building, folder);
  } catch (reason) {
    if (!existsSync(folder)) throw reason;
    rmSync(building, { recursive: true, force: true });
  }
}

/** Of everything that decides what a first start leaves: another one after any change to a file. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const look = (path: string): void => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  };
  for (const folder of ['src', 'lint', 'processes', 'templates']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) look(join(entry.parentPath, entry.name));
    }
  }
  look(join(root, 'package-lock.json'));
  return hash.digest('hex').slice(0, 16);
}
