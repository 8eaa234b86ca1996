/**
 * The long form of kill.spec.ts: eight clients complete tasks on the real server, which is killed (SIGKILL) two hundred times
 * meanwhile. What every client was told is in a ledger on disk, flushed before the next request, and is compared with the
 * tables at the end.
 *
 *   npm run torture                       200 kills, at least 10,000 completions, on SQLite
 *   npm run torture -- --postgres         the same on a PostgreSQL of its own (npm package), or on DATABASE_URL
 *   npm run torture -- --kills 20 --completions 500
 *
 * Interrupted (Ctrl-C) it ends after the round and judges what was done so far. Ends with 1 when an acknowledged completion is missing or was done twice, or another invariant is broken.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stepsDiagram, stepsProcess } from './steps-diagram.js';
import type { Caller } from '../test/builders/caller.js';
import { ServerProcess } from '../test/crash/server-process.js';
import { openTables, type TortureTables } from './torture-tables.js';

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    completions: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '8' },
    postgres: { type: 'boolean', default: false },
  },
});
const kills = Number(options.kills);
const completions = Number(options.completions);
const steps = 25;

/** Lines `task key, fate`: `?` before it was asked, `+` when the server said yes, `-` when it said no. */
class DiskLedger {
  acknowledged = 0;
  private readonly handle: number;

  constructor(readonly file: string) {
    this.handle = openSync(file, 'a');
  }

  note(taskKey: string, fate: '?' | '+' | '-'): void {
    writeSync(this.handle, `${taskKey} ${fate}\n`);
    if (fate === '+') {
      fsyncSync(this.handle);
      this.acknowledged += 1;
    }
  }

  /** How often each task was acknowledged, and those that were asked for at all; from the disk. */
  read(): { acknowledged: Map<string, number>; asked: Set<string> } {
    const acknowledged = new Map<string, number>();
    const asked = new Set<string>();
    for (const line of readFileSync(this.file, 'utf8').split('\n').filter(Boolean)) {
      const [key, fate] = line.split(' ') as [string, string];
      if (fate === '?') asked.add(key);
      if (fate === '+') acknowledged.set(key, (acknowledged.get(key) ?? 0) + 1);
    }
    return { acknowledged, asked };
  }

  close(): void {
    closeSync(this.handle);
  }
}

async function deploy(server: ServerProcess): Promise<void> {
  const body = { resourceName: 'steps.bpmn', xml: stepsDiagram(steps), note: 'torture', baseVersion: 0 };
  const { status } = await server.as('owner').post('/api/deployments', body);
  if (status >= 300) throw new Error(`deployment: ${status}`);
}

/** Starts instances, so that about as many steps are open as the rest of the run completes. */
async function refill(caller: Caller, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, () => caller.post('/v2/process-instances', { processDefinitionId: stepsProcess })),
  );
}

async function openTasks(caller: Caller): Promise<string[]> {
  const filter = { state: 'CREATED', processDefinitionId: stepsProcess };
  const { body } = await caller.post('/v2/user-tasks/search', { filter, page: { from: 0, limit: 400 } });
  return (body.items as { userTaskKey: string }[]).map(({ userTaskKey }) => userTaskKey);
}

/** One client: completes tasks until the server is gone. A task whose answer did not come may be asked for again by anybody. */
async function work(caller: Caller, ledger: DiskLedger, queue: string[], answered: () => void): Promise<void> {
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    ledger.note(key, '?');
    try {
      const { status } = await caller.post(`/v2/user-tasks/${key}/completion`, { variables: { note: '同意' } });
      if (status < 500) ledger.note(key, status < 300 ? '+' : '-');
    } catch {
      return;
    }
    answered();
  }
}

/** Lets the clients work until so many answers came, kills, and gives the number of completions so far. */
async function round(
  dataDir: string,
  settings: Record<string, string>,
  ledger: DiskLedger,
  after: number,
): Promise<void> {
  const server = await ServerProcess.start(dataDir, settings);
  const caller = server.as('jiefang');
  let answers = 0;
  let killing: Promise<void> | undefined;
  const answered = (): void => {
    answers += 1;
    if (answers >= after) killing ??= server.kill();
  };
  try {
    while (killing === undefined) {
      const queue = await openTasks(caller);
      if (queue.length < 100) await refill(caller, 100);
      // Two of the clients hold every task: what is asked for twice at once must still be done once.
      const twice = queue.slice(0, 10);
      await Promise.all(
        Array.from({ length: Number(options.clients) }, (_, index) =>
          work(caller, ledger, index === 0 ? twice : queue, answered),
        ),
      );
    }
  } catch (reason) {
    if (killing === undefined) throw reason;
  }
  await (killing ?? server.kill());
}

/** What is wrong, by kind. */
async function judged(tables: TortureTables, ledger: DiskLedger): Promise<Record<string, number>> {
  const { acknowledged, asked } = ledger.read();
  const done = new Map((await tables.completions()).map(({ key, times }) => [key, times]));
  const completed = new Set(await tables.completedTasks());
  return {
    lost: [...acknowledged.keys()].filter((key) => !completed.has(key) || !done.has(key)).length,
    doubled:
      [...acknowledged.values()].filter((times) => times > 1).length +
      [...done.values()].filter((times) => times > 1).length,
    unasked: [...completed].filter((key) => !asked.has(key)).length,
    violations: await tables.violations(),
  };
}

const dataDir = mkdtempSync(join(tmpdir(), 'minqing-torture-'));
const place = await openTables(dataDir, options.postgres);
const ledger = new DiskLedger(join(dataDir, 'ledger.txt'));
const began = performance.now();
let failed = true;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (interrupted = true));
try {
  const first = await ServerProcess.start(dataDir, place.settings);
  await deploy(first);
  await refill(first.as('jiefang'), 200);
  await first.kill();
  const each = Math.ceil(completions / kills);
  let killed = 0;
  for (; !interrupted && (killed < kills || ledger.acknowledged < completions); killed += 1) {
    // Early and late kills fall on different statements.
    await round(dataDir, place.settings, ledger, Math.max(1, Math.round(each * (0.4 + ((killed * 7) % 13) / 10))));
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${killed + 1} kills, ${ledger.acknowledged} acknowledged, ${seconds} s`);
  }
  const last = await ServerProcess.start(dataDir, place.settings);
  const { body } = await last.as('auditor').post('/api/audit/verify', {});
  await last.terminate();
  const report = await judged(place, ledger);
  failed = body.status !== 'intact' || Object.values(report).some((count) => count > 0);
  const figures = Object.entries(report).map(([name, count]) => `${name} ${count}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${options.postgres ? 'PostgreSQL' : 'SQLite'}: ${killed} kills, acknowledged ${ledger.acknowledged}, ${figures.join(', ')}, history ${body.status}, ${seconds} s`,
  );
} finally {
  ledger.close();
  await place.close();
  if (failed) console.log(`left for inspection: ${dataDir}`);
  else rmSync(dataDir, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
