import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Cell = string | number | null;

/** A database of an earlier release with everything that a server of that release left. */
export interface Frozen {
  /** Name of the last migration it knew. */
  schema: string;
  /** Commit that made it. */
  commit: string;
  /** Instant at which its clock stood. */
  at: string;
  /** Keys of the instances, by the process that waits; a process that the release refused is missing. */
  instances: Record<string, string>;
  /** The schema in the words of SQLite, in the order of its making. */
  statements: string[];
  /** Rows by table, in the order of the tables. */
  rows: Record<string, { columns: string[]; rows: Cell[][] }>;
  /** Files of the folder `keys`, base64. */
  keys: Record<string, string>;
}

const folder = join(process.cwd(), 'test', 'saved-states');

/** Names of the frozen databases, oldest first. */
export const frozenNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json.gz'))
  .map((name) => name.replace('.json.gz', ''))
  .sort();

export const frozen = (name: string): Frozen =>
  JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString('utf8')) as Frozen;
