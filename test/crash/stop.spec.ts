import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tables, violations } from './invariants.js';
import { Ledger } from './ledger.js';
import { Receptionist } from './receptionist.js';
import { ServerProcess } from './server-process.js';

/** Answers after which the server is told to end. */
const stoppedAfter = 24;
const clients = ['jiefang', 'jiefang2', 'jiefang', 'jiefang2', 'jiefang', 'jiefang2', 'jiefang', 'jiefang2'];

describe('a server that is told to end', () => {
  let dataDir: string;
  let server: ServerProcess | undefined;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'minqing-stop-'))));
  afterEach(async () => {
    await server?.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const authorization = ({ username, password } = server!.account('jiefang')): string =>
    `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

  it('answers everything it began, keeps what it acknowledged, and leaves nobody guessing', async () => {
    server = await ServerProcess.start(dataDir);
    const running = server;
    const ledger = new Ledger();
    let answers = 0;
    let ending: ReturnType<ServerProcess['terminate']> | undefined;
    const answered = (): void => {
      answers += 1;
      if (answers >= stoppedAfter) ending ??= running.terminate();
    };
    const people = clients.map((username, index) =>
      new Receptionist(`窗口${index}`, username, ledger, answered).workUntilGone((name) => running.as(name)),
    );
    // A browser that looks on does not hold it up.
    const stream = await fetch(`${running.url}/api/events`, { headers: { authorization: authorization() } });
    const read = stream.text().then(
      (text) => text,
      () => 'cut',
    );
    await Promise.all(people);
    const { code, millis } = await ending!;
    expect(code).toBe(0);
    expect(millis).toBeLessThan(10_000);
    expect(await read).toContain(': connected');

    expect(ledger.count('unknown')).toBe(0);
    expect(ledger.acknowledged).toBeGreaterThanOrEqual(stoppedAfter / 2);
    const tables = new Tables(dataDir);
    expect(await violations(tables, ledger)).toEqual([]);
    tables.close();
  }, 120_000);

  it('waits for nobody who hangs', async () => {
    server = await ServerProcess.start(dataDir);
    const { hostname, port } = new URL(server.url);
    const hung = connect(Number(port), hostname);
    hung.on('error', () => undefined);
    const head = [
      'POST /api/cases HTTP/1.1',
      `Host: ${hostname}`,
      `Authorization: ${authorization()}`,
      'Content-Type: application/json',
      'Content-Length: 1000',
    ];
    await new Promise<void>((resolve) => hung.write(`${head.join('\r\n')}\r\n\r\n{"title":`, () => resolve()));
    // Answered after the head of the other one was read: the server takes them in turn.
    expect((await server.as('jiefang').get('/api/session')).status).toBe(200);
    const { code, millis } = await server.terminate();
    expect(code).toBe(0);
    expect(millis).toBeLessThan(10_000);
  }, 60_000);

  it('says that it is ending while it waits for an answer that takes its time', async () => {
    server = await ServerProcess.start(dataDir);
    const { hostname, port } = new URL(server.url);
    const slow = connect(Number(port), hostname);
    slow.on('error', () => undefined);
    await new Promise<void>((resolve) =>
      slow.write(`POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{`, () => resolve()),
    );
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    const ended = server.terminate();
    const ready = await untilStatus(`${server.url}/health/ready`, 503);
    expect(ready).toMatchObject({ status: 'unavailable', checks: { server: 'stopping' } });
    const refused = await fetch(`${server.url}/api/session`, { headers: { authorization: authorization() } });
    expect([refused.status, (await refused.json()) as object]).toEqual([
      503,
      expect.objectContaining({ code: 'stopping' }),
    ]);
    slow.destroy();
    const { code, millis } = await ended;
    expect(code).toBe(0);
    // The other one is gone: nothing is left to wait for.
    expect(millis).toBeLessThan(5_000);
  }, 60_000);
});

/** A signal takes a moment to arrive; nothing else tells a client that it has. */
async function untilStatus(url: string, status: number): Promise<unknown> {
  for (;;) {
    const answer = await fetch(url);
    const body: unknown = await answer.json();
    if (answer.status === status) return body;
  }
}
