import { Tables, violations } from './invariants.js';
import { Ledger } from './ledger.js';
import { Receptionist } from './receptionist.js';
import { ServerProcess } from './server-process.js';
import { limitedProcess, mountedDisk, type SmallDisk } from './small-disk.js';

// A limit of the process is the way that works everywhere; a mounted disk is the real thing where it may be mounted.
const mounted = mountedDisk();
const places: [string, SmallDisk][] = [
  ['by a limit on its files', limitedProcess()],
  ...(mounted ? [['by a full file system', mounted] as [string, SmallDisk]] : []),
];

/** Refusals before space is free again: the first is of a request that was under way, the others find the disk full. */
const refusals = 12;

describe.each(places)('a server that can write no more, %s', (_how, disk) => {
  let server: ServerProcess | undefined;
  afterAll(async () => {
    await server?.kill();
    disk.remove();
  });

  const registration = (title: string): object => ({
    channel: '走访',
    urgency: '一般',
    headcount: 1,
    category: '06',
    title,
    summary: '信访人反映工资被拖欠。'.repeat(100),
    petitioner: { name: '张桂兰' },
    demands: [{ text: '要求支付拖欠的工资' }],
  });

  it('says so, keeps nothing half, and goes on when there is space again', async () => {
    const running = (server = await ServerProcess.start(disk.folder, { MIN_FREE_MB: '1' }));
    const ledger = new Ledger();
    const person = running.as('jiefang');
    const register = (title: string) =>
      ledger.send(
        { kind: 'registration', title, by: 'jiefang', path: '/api/cases', body: registration(title) },
        person,
      );
    expect((await register('先登记'))!.status).toBe(201);

    disk.fill(running);
    const refused: unknown[] = [];
    for (let turn = 0; refused.length < refusals && turn < 500; turn += 1) {
      const answer = (await register(`满时第${turn}件`))!;
      if (answer.status !== 201) refused.push({ status: answer.status, code: answer.body.code });
    }
    expect(refused).toEqual(Array.from({ length: refusals }, () => ({ status: 503, code: 'storage-full' })));
    // Who only reads is served.
    expect((await person.get('/api/inbox?tab=group')).status).toBe(200);
    const full = new Tables(disk.folder);
    expect(await violations(full, ledger)).toEqual([]);
    full.close();

    disk.free(running);
    let answers = 0;
    const enough = new Promise<void>((resolve) => {
      const answered = (): void => {
        answers += 1;
        if (answers === 12) resolve();
      };
      void new Receptionist('空间恢复后', 'jiefang', ledger, answered).workUntilGone((name) => running.as(name));
    });
    await enough;
    expect((await running.as('auditor').post('/api/audit/verify', {})).body).toMatchObject({ status: 'intact' });
    expect((await running.terminate()).code).toBe(0);

    expect(ledger.acknowledged).toBeGreaterThan(10);
    const tables = new Tables(disk.folder);
    expect(await violations(tables, ledger)).toEqual([]);
    tables.close();
  }, 120_000);
});
