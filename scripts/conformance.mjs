// Runs the conformance suite and writes its results to docs/conformance.md.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), 'test/conformance/conformance.spec.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CONFORMANCE: 'write' },
  },
);
process.exitCode = status ?? 1;
