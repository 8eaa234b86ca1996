/** The cases on disk: one folder a feature family, one `.script` a case. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseScript } from './script-parser.js';
import type { CaseScript } from './script.js';

export interface Case extends CaseScript {
  family: string;
  /** Base name of the script. */
  name: string;
  folder: string;
  xml: string;
}

export function readCases(root: string): Case[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((family) => readFamily(join(root, family), family));
}

function readFamily(folder: string, family: string): Case[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.script'))
    .sort()
    .map((file) => {
      const name = file.replace(/\.script$/, '');
      const script = parsed(join(folder, file));
      return { ...script, family, name, folder, xml: readDiagram(folder, script.file ?? `${name}.bpmn`) };
    });
}

function parsed(path: string): CaseScript {
  try {
    return parseScript(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

export function readDiagram(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
