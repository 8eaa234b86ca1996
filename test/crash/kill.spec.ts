import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../src/platform/database/database.js';
import { Runner } from '../../src/workflow/runner/runner.js';
import { startTestServer } from '../builders/server.js';
import { TestClock } from '../builders/test-clock.js';
import { contradictions, halfDoneNotices, Tables, wrongNumbers } from './invariants.js';
import { Ledger } from './ledger.js';
import { Receptionist } from './receptionist.js';
import { ServerProcess } from './server-process.js';

/** Answers after which the server is killed, in turn: early and late ones fall on different statements and jobs. */
const killedAfter = [1, 5, 9, 14, 3, 17, 8, 11];

describe('a server that is killed with requests in flight', () => {
  let dataDir: string;
  let running: ServerProcess | undefined;
  beforeAll(() => (dataDir = mkdtempSync(join(tmpdir(), 'minqing-crash-'))));
  afterAll(async () => {
    await running?.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Lets three people work, and kills the server when it has given so many answers. */
  async function workAndKill(round: number, ledger: Ledger): Promise<void> {
    const server = (running = await ServerProcess.start(dataDir));
    const verified = await server.as('auditor').post('/api/audit/verify', {});
    expect(verified.body).toMatchObject({ status: 'intact' });
    expect(await ledger.repeat((username) => server.as(username))).toEqual([]);
    let answers = 0;
    let killing: Promise<void> | undefined;
    const answered = (): void => {
      answers += 1;
      if (answers >= killedAfter[round]!) killing ??= server.kill();
    };
    const people = ['jiefang', 'jiefang2', 'jiefang'].map((username, index) =>
      new Receptionist(`第${round}轮${index}号`, username, ledger, answered).workUntilGone((name) => server.as(name)),
    );
    await Promise.all(people);
    await killing;
  }

  it('has kept what it acknowledged, nothing of what it refused, and can go on', async () => {
    const ledger = new Ledger();
    for (const round of killedAfter.keys()) {
      await workAndKill(round, ledger);
      const tables = new Tables(dataDir);
      expect([contradictions(tables, ledger), wrongNumbers(tables), halfDoneNotices(tables)]).toEqual([[], [], 0]);
      tables.close();
    }
    // Without these the test would have shown nothing.
    expect(ledger.acknowledged).toBeGreaterThanOrEqual(killedAfter.reduce((sum, n) => sum + n) / 2);
    expect(ledger.count('refused')).toBeGreaterThan(0);

    const server = await startTestServer({ dataDir, clock: new TestClock(new Date().toISOString()) });
    try {
      expect(await ledger.repeat((username) => server.as(username))).toEqual([]);
      expect([ledger.settled > 0, ledger.count('unknown')]).toEqual([true, 0]);
      await server.tick();
      const database = server.app.get(Database);
      const instances = await database.all<{ key: string }>(
        `SELECT instance_key AS key FROM process_instance WHERE status = 'active'`,
      );
      for (const { key } of instances) {
        const { waits } = await server.app.get(Runner).dryRun(database, key, { type: 'setVariables', variables: {} });
        const rows = await database.all<{ key: string }>(
          `SELECT task_key AS key FROM user_task WHERE instance_key = ? AND state = 'CREATED' UNION ALL SELECT timer_key FROM timer WHERE instance_key = ?
           UNION ALL SELECT subscription_key FROM message_subscription WHERE instance_key = ?
           UNION ALL SELECT job_key FROM job WHERE instance_key = ? AND state IN ('CREATED', 'FAILED')
           UNION ALL SELECT parent_element_key FROM process_instance WHERE parent_key = ? AND status = 'active'`,
          [key, key, key, key, key],
        );
        expect(rows.map((row) => row.key).sort()).toEqual(waits.map((wait) => wait.key).sort());
      }
      expect(instances.length).toBeGreaterThan(0);
      expect(await database.all(`SELECT message FROM incident`)).toEqual([]);
      expect(await database.all(`SELECT job_key FROM job WHERE state = 'CREATED'`)).toEqual([]);
      expect((await server.as('auditor').post('/api/audit/verify', {})).body).toMatchObject({ status: 'intact' });
      const tables = new Tables(dataDir);
      expect([contradictions(tables, ledger), wrongNumbers(tables), halfDoneNotices(tables)]).toEqual([[], [], 0]);
      tables.close();
    } finally {
      await server.close();
    }
  }, 300_000);
});
