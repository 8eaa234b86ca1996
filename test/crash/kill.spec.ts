import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../src/platform/database/database.js';
import { startTestServer } from '../builders/server.js';
import { TestClock } from '../builders/test-clock.js';
import { Tables, violations } from './invariants.js';
import { Ledger } from './ledger.js';
import { Receptionist } from './receptionist.js';
import { strayWaits } from './stray-waits.js';
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
      expect(await violations(tables, ledger)).toEqual([]);
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
      expect(await strayWaits(server)).toEqual([]);
      expect(await database.all(`SELECT message FROM incident`)).toEqual([]);
      expect(await database.all(`SELECT job_key FROM job WHERE state = 'CREATED'`)).toEqual([]);
      expect((await server.as('auditor').post('/api/audit/verify', {})).body).toMatchObject({ status: 'intact' });
      const tables = new Tables(dataDir);
      expect(await violations(tables, ledger)).toEqual([]);
      tables.close();
    } finally {
      await server.close();
    }
  }, 300_000);
});
