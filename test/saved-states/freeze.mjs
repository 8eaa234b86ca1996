#!/usr/bin/env node
/**
 * Freezes the database of a release, with instances that wait in every way the release knew, for upgrade.spec.ts:
 *
 *   node test/saved-states/freeze.mjs <commit> <name>      e.g.  node test/saved-states/freeze.mjs v0.2.0 1765700000000
 *
 * The release is checked out beside this one and makes the database itself (capture.ts runs there, on SQLite: its schema has
 * the same columns on PostgreSQL, and upgrade.spec.ts fills both with the same rows). It shares node_modules, so a release
 * whose packages were others needs `npm ci` in its own checkout. The name is the number of the release's last migration; the file
 * <name>.json.gz is never made anew once it is released. Keys in it are of that database alone.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [revision, name] = process.argv.slice(2);
if (!revision || !name) throw new Error('usage: node test/saved-states/freeze.mjs <commit> <name>');
const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

const commit = git('rev-parse', '--short', `${revision}^{commit}`);
const parent = mkdtempSync(join(tmpdir(), 'minqing-freeze-'));
const checkout = join(parent, 'release');
git('worktree', 'add', '--detach', checkout, commit);
try {
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  const place = join(checkout, 'test', 'saved-states');
  mkdirSync(place, { recursive: true });
  for (const file of ['capture.ts', 'frozen.ts', 'waits.ts']) cpSync(join(here, file), join(place, file));
  const target = join(here, `${name}.json.gz`);
  writeFileSync(
    join(place, 'capture.spec.ts'),
    `import { capture } from './capture.js';
it('is frozen', async () => {
  const { schema, instances } = await capture(${JSON.stringify(commit)}, ${JSON.stringify(target)});
  process.stdout.write(schema + ' ' + Object.keys(instances).join(' ') + '\\n');
}, 120_000);
`,
  );
  // The first release had one jest project without a name.
  const words = [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '-i', 'test/saved-states/capture.spec.ts'];
  const project = git('show', `${commit}:jest.config.js`).includes("displayName: 'sqlite'");
  execFileSync(process.execPath, project ? [...words, '--selectProjects', 'sqlite'] : words, {
    cwd: checkout,
    stdio: 'inherit',
  });
} finally {
  git('worktree', 'remove', '--force', checkout);
  rmSync(parent, { recursive: true, force: true });
}
