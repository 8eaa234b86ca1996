/**
 * What `freeze.mjs` runs inside the checkout of a release: that release's own engine, runner and migrations make the
 * database. Only what every release has may be used here, and what it refuses to deploy is left out.
 */
import Sqlite from 'better-sqlite3';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TestWorkflow } from '../builders/workflow.js';
import type { Cell, Frozen } from './frozen.js';
import { waits } from './waits.js';

/** Deploys every drawing, starts an instance of each, and gives the instances' keys. */
async function makeThemWait(workflow: TestWorkflow): Promise<Record<string, string>> {
  workflow.handlers.add({
    type: 'broken',
    prepare: async () => {
      throw new Error('the printer is out of order');
    },
  });
  const instances: Record<string, string> = {};
  for (const [processId, xml] of Object.entries(waits)) {
    try {
      await workflow.deploy({ [processId]: xml });
    } catch {
      continue;
    }
    instances[processId] = await workflow.start(processId, { docket: processId, text: '信访人张桂兰' });
  }
  // Some of the history in a signed block, some not yet.
  await workflow.sealer.sealNew();
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await workflow.jobs.runDue();
    workflow.clock.passMinutes(3);
  }
  return instances;
}

function contentOf(file: string): Pick<Frozen, 'statements' | 'rows'> {
  const handle = new Sqlite(file, { readonly: true });
  const made = handle
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
    )
    .all() as { type: string; name: string; sql: string }[];
  const rows: Frozen['rows'] = {};
  for (const { name } of made.filter(({ type }) => type === 'table')) {
    const all = handle.prepare(`SELECT * FROM ${name} ORDER BY rowid`);
    const columns = all.columns().map((column) => column.name);
    const values = all.raw().all() as Cell[][];
    if (values.length > 0) rows[name] = { columns, rows: values };
  }
  handle.close();
  return { statements: made.map(({ sql }) => sql), rows };
}

/** Makes the database of this checkout and writes it. */
export async function capture(commit: string, into: string): Promise<Frozen> {
  const workflow = await TestWorkflow.open();
  try {
    const instances = await makeThemWait(workflow);
    const { dataDir } = workflow.config;
    const at = workflow.clock.instant();
    const content = contentOf(join(dataDir, 'minqing.sqlite'));
    const known = content.rows['migrations']!;
    const schema = String(known.rows.at(-1)![known.columns.indexOf('name')]);
    const folder = join(dataDir, 'keys');
    const keys = Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
    );
    const frozen: Frozen = { schema, commit, at, instances, ...content, keys };
    writeFileSync(into, gzipSync(JSON.stringify(frozen), { level: 9 }));
    return frozen;
  } finally {
    await workflow.close();
  }
}
