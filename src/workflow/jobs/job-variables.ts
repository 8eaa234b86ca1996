import type { Json, Key, Variables } from '../../engine/ports.js';
import type { SqlReader } from '../../platform/database/database.js';
import { visibleVariables } from '../runner/visible-variables.js';

/** A job's place: its key is that of the element instance that waits for it. */
export interface JobPlace {
  instanceKey: Key;
  jobKey: Key;
}

/** What a built-in handler works with: what input mappings made; without mappings every variable in scope. As they are now. */
export function inputVariables(reader: SqlReader, job: JobPlace & { onlyInputs: boolean }): Promise<Variables> {
  return job.onlyInputs ? ownVariables(reader, job) : visibleVariables(reader, job.instanceKey, job.jobKey);
}

/** What a worker asked for: the named variables that the job sees; without names, every one. As they are now. */
export async function fetchedVariables(
  reader: SqlReader,
  { instanceKey, jobKey }: JobPlace,
  names: readonly string[],
): Promise<Variables> {
  const visible = await visibleVariables(reader, instanceKey, jobKey);
  if (names.length === 0) return visible;
  return Object.fromEntries(names.filter((name) => Object.hasOwn(visible, name)).map((name) => [name, visible[name]!]));
}

async function ownVariables(reader: SqlReader, { instanceKey, jobKey }: JobPlace): Promise<Variables> {
  const rows = await reader.all<{ name: string; value: string }>(
    `SELECT name, value FROM variable WHERE instance_key = ? AND scope_key = ?`,
    [instanceKey, jobKey],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as Json]));
}
