import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabaseAt, placeDatabase, type TestDatabase } from '../builders/database.js';
import { TcpProxy } from '../builders/postgres/tcp-proxy.js';
import { startTestServer } from '../builders/server.js';
import { TestClock } from '../builders/test-clock.js';
import { violations } from '../crash/invariants.js';
import { Ledger } from '../crash/ledger.js';
import { Nodes } from '../crash/nodes.js';
import { Receptionist } from '../crash/receptionist.js';
import { strayWaits } from '../crash/stray-waits.js';

/** Answers between two kills; the first two nodes are killed in turn. */
const killedAfter = [10, 16, 12, 20];
const clients = 8;
/** Sent by a node that takes jobs. */
const leasing = 'SET lease = lease + 1';

describe('three processes on one database, of which some are killed and one is frozen', () => {
  let dataDir: string;
  let test: TestDatabase;
  let proxy: TcpProxy;
  let nodes: Nodes;
  /** Of the third node. */
  let isFrozen = false;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minqing-three-processes-'));
    const place = await placeDatabase(dataDir);
    test = await openDatabaseAt(dataDir, place);
    const url = place.environment['DATABASE_URL']!;
    proxy = await TcpProxy.to(url);
    // Short, so that the job of the frozen one is taken over while the test waits.
    const settings = { JOB_LEASE_MILLIS: '2000' };
    nodes = new Nodes([url, url, proxy.url].map((address) => ({ ...settings, DATABASE_URL: address })));
    await nodes.startAll();
  }, 300_000);
  afterAll(async () => {
    await nodes?.close();
    await proxy?.close();
    await test?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const until = async <T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> => {
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  /** Works on one node after the other; where one is down, on the next. */
  async function work(index: number, ledger: Ledger, answered: () => void, isOver: () => boolean): Promise<void> {
    const username = index % 2 === 0 ? 'jiefang' : 'jiefang2';
    const enough = (): void => {
      answered();
      if (isOver()) throw new Error('enough');
    };
    const person = new Receptionist(`窗口${index}`, username, ledger, enough);
    for (let turn = index; !isOver(); turn += 1) {
      const node = nodes.node(turn % nodes.count);
      // Who asks the frozen one waits for its thaw; nobody else comes to it.
      if (node && !(isFrozen && turn % nodes.count === 2)) await person.workUntilGone((name) => node.as(name));
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('lose and double nothing that was acknowledged; what the frozen one brings late is refused', async () => {
    const ledger = new Ledger();
    const frozen = nodes.node(2)!;
    let worker: string | undefined;
    let leasingOn: object | undefined;
    // It stands still with the lease in the database and the answer to its COMMIT on the way.
    const freezing = new Promise<void>((resolve) => {
      proxy.noticed = (bytes, connection) => {
        if (isFrozen || ledger.acknowledged < 4) return;
        if (bytes.includes(leasing)) {
          worker = /server-[0-9a-f]{12}/.exec(bytes.toString('latin1'))![0];
          leasingOn = connection;
        } else if (connection === leasingOn && bytes.includes('COMMIT')) {
          isFrozen = true;
          frozen.freeze();
          resolve();
        }
      };
    });
    let isOver = false;
    let answers = 0;
    const people = Array.from({ length: clients }, (_, index) =>
      work(
        index,
        ledger,
        () => (answers += 1),
        () => isOver,
      ),
    );
    const kills = (async () => {
      for (const [round, after] of killedAfter.entries()) {
        const from = answers;
        await until(() => (answers >= from + after ? true : undefined));
        await nodes.kill(round % 2);
        await nodes.start(round % 2);
      }
    })();

    await freezing;
    const held = await until(() =>
      test.database.get<{ key: string; instance: string; lease: number }>(
        `SELECT job_key AS key, instance_key AS instance, lease FROM job WHERE worker = ? AND lease_until IS NOT NULL LIMIT 1`,
        [worker!],
      ),
    );
    const result = () =>
      test.database.get<{ lease: number; worker: string; at: string }>(
        `SELECT lease, worker, ended_at AS at FROM job WHERE job_key = ? AND state = 'COMPLETED'`,
        [held.key],
      );
    const taken = await until(result);
    expect(taken.lease).toBeGreaterThan(held.lease);
    expect(taken.worker).not.toBe(worker);
    const cameBack = new Promise<void>((resolve) => {
      proxy.noticed = (bytes) => {
        if (bytes.includes(held.key) && bytes.includes('COMPLETED')) resolve();
      };
    });
    frozen.thaw();
    isFrozen = false;
    await cameBack;
    await kills;
    isOver = true;
    await Promise.all(people);
    expect(await result()).toEqual(taken);
    const events = await test.database.all(
      `SELECT count(*) AS n FROM history_event WHERE instance_key = ? AND element_instance_key = ? AND type = 'ELEMENT_COMPLETED'`,
      [held.instance, held.key],
    );
    expect(events).toEqual([{ n: 1 }]);

    expect(await ledger.repeat((username) => nodes.node(0)!.as(username))).toEqual([]);
    expect(ledger.count('unknown')).toBe(0);
    expect(ledger.acknowledged).toBeGreaterThan(killedAfter.reduce((sum, count) => sum + count) / 2);
    const tables = { all: <Row>(sql: string, ...values: (string | number)[]) => test.database.all<Row>(sql, values) };
    await nodes.kill(0);
    await nodes.kill(1);
    await nodes.kill(2);
    const server = await startTestServer({
      dataDir: nodes.dataDirs[0]!,
      clock: new TestClock(new Date(Date.now() + 60_000).toISOString()),
      settings: { DATABASE_URL: test.environment['DATABASE_URL']! },
    });
    try {
      await server.tick();
      await server.tick();
      expect(await violations(tables, ledger)).toEqual([]);
      expect(await strayWaits(server)).toEqual([]);
      expect(await test.database.all(`SELECT message FROM incident`)).toEqual([]);
      expect((await server.as('auditor').post('/api/audit/verify', {})).body).toMatchObject({ status: 'intact' });
    } finally {
      await server.close();
    }
  }, 300_000);
});
