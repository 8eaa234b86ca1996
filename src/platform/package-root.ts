import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of package.json, where `processes/`, `templates/` and the built browser application lie. Looked for upwards:
 * compiled, this file is one folder deeper than its source.
 */
export const packageRoot = find(dirname(fileURLToPath(import.meta.url)));

function find(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'processes'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json with processes/ beside it was not found');
  return find(parent);
}
