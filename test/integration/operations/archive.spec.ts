import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { run } from '../../../src/cli/run.js';
import { Database } from '../../../src/platform/database/database.js';
import { Archiver } from '../../../src/workflow/archive/archiver.js';
import { Retention } from '../../../src/workflow/archive/retention.js';
import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { placeDatabase } from '../../builders/database.js';
import type { RegisteredCase } from '../../builders/office.js';
import { Matters } from '../../builders/scenarios/matters.js';
import { TestClock } from '../../builders/test-clock.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = {
  title: '反映邻县道路损坏',
  summary: '欧阳听雨反映邻县道路损坏多年。',
  category: '99',
  petitioner: { name: '欧阳听雨', phone: '13912345678' },
  demands: ['要求修复道路'],
};

describe('an archive', () => {
  let folder: string;
  let server: TestServer;
  let office: Matters;
  let said: string[];
  let closed: RegisteredCase[];
  let open: RegisteredCase;
  let clock: TestClock;
  beforeEach(async () => {
    clock = new TestClock();
    folder = mkdtempSync(join(tmpdir(), 'minqing-archive-'));
    await start();
    closed = [await closedCase(), await closedCase()];
    open = await office.register(petition);
    await server.tick();
    server.clock.passDays(10);
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(settings: Record<string, string> = {}): Promise<void> {
    server = await startTestServer({ dataDir: folder, settings, clock });
    office = new Matters(server);
  }
  /** A matter that another office is competent for. */
  async function closedCase(): Promise<RegisteredCase> {
    const matter = await office.assessed(petition);
    await office.complete('kezhang', matter.id, 'task_route', answers.routeElsewhere('永平县信访局'));
    return matter;
  }
  const command = async (...words: string[]): Promise<number> => {
    said = [];
    const { environment: env } = await placeDatabase(folder);
    return run(words, { env, cwd: folder, print: (line) => said.push(line) });
  };
  const archives = (): string => join(folder, 'archive');
  const onlyFile = (): string => {
    const names = readdirSync(archives());
    expect(names).toHaveLength(1);
    return join(archives(), names[0]!);
  };
  const archive = () => server.app.get(Archiver).archiveNext(archives(), server.clock.instant());
  const timeline = async (matter: RegisteredCase): Promise<Json[]> =>
    (await server.as('auditor').get(`/api/audit/instances/${matter.instanceKey}/timeline`)).body;
  const verified = async (instanceKey?: string): Promise<Json> =>
    (await server.as('auditor').post('/api/audit/verify', instanceKey ? { instanceKey } : {})).body;
  const count = async (table: string, matter: RegisteredCase): Promise<number> =>
    (await server.app
      .get(Database)
      .get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE instance_key = ?`, [matter.instanceKey]))!.n;
  const publicKey = (): string => join(folder, 'keys', 'seal.pub');

  it('takes what is over and leaves the case, its number, its notices and a trace of where the rest is', async () => {
    // The marks on the drawing go with the rest.
    const shown = async (matter: RegisteredCase): Promise<Json> => ({
      ...(await office.case(matter.id)),
      instances: [],
    });
    const before = await Promise.all(closed.map(shown));
    const notices = await office.notices(closed[0]!.id);
    expect(before.map(({ status }) => status)).toEqual(['已办结', '已办结']);

    const archived = (await archive())!;
    // 来访接待登记 and 分流受理 of each.
    expect(archived.instances).toBe(4);
    expect(await archive()).toBeNull();
    for (const table of ['history_payload', 'element_instance', 'variable', 'job'])
      expect([table, await count(table, closed[0]!)]).toEqual([table, 0]);
    expect(await count('history_event', closed[0]!)).toBe(1);
    expect(await count('history_event', open)).toBeGreaterThan(3);

    expect(await Promise.all(closed.map(shown))).toEqual(before);
    expect(await office.notices(closed[0]!.id)).toEqual(notices);
    const [told, ...others] = await timeline(closed[0]!);
    expect(others).toEqual([]);
    expect(told).toMatchObject({ type: 'INSTANCE_ARCHIVED', title: '已归档', actor: null });
    expect(told.detail).toContain(archived.name);
    expect(told.detail).toContain(archived.sha256);
    const found = await server.as('auditor').get(`/api/audit/instances?q=${closed[0]!.number}`);
    expect(found.body.items).toHaveLength(2);
    for (const item of found.body.items)
      expect(item).toMatchObject({ archiveName: archived.name, status: 'completed' });
  });

  it('is checked without the server, and says nothing of what was entered', async () => {
    await archive();
    const text = gunzipSync(readFileSync(onlyFile())).toString('utf8');
    for (const secret of ['欧阳听雨', '13912345678', '邻县', '永平县'])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    const environment = {
      env: { DATA_DIR: join(folder, 'nowhere') },
      cwd: folder,
      print: (line: string) => said.push(line),
    };
    said = [];
    expect(await run(['verify', onlyFile(), '--key', publicKey()], environment)).toBe(0);
    expect(said[0]).toMatch(/^校验通过：归档的 \d+ 条记录/);
  });

  it('leaves a history that still verifies, with more work after it', async () => {
    // What fell due in the ten days has happened before anything is counted.
    await server.tick();
    await server.tick();
    const { events } = await verified();
    await archive();
    await server.tick();
    expect(await verified()).toMatchObject({
      status: 'intact',
      events: expect.any(Number),
      archived: expect.any(Number),
    });
    const after = await verified();
    expect(after.events + after.archived).toBe(events + 4);
    expect(after.message).toContain('已归档');
    expect(await verified(closed[0]!.instanceKey)).toMatchObject({ status: 'intact', events: 1 });
    expect(await verified(open.instanceKey)).toMatchObject({ status: 'intact', archived: 0 });
    await closedCase();
    await server.tick();
    expect(await verified()).toMatchObject({ status: 'intact' });
    expect(await command('verify')).toBe(0);
    expect(await command('export-history', join(folder, 'history.jsonl'))).toBe(0);
    expect(await command('verify', join(folder, 'history.jsonl'), '--key', publicKey())).toBe(0);
  });

  it.each([
    ['hashes that stayed', `UPDATE archived_events SET hashes = replace(hashes, substr(hashes, 1, 4), 'ffff')`, 1],
    ['one of several blocks of an instance', `DELETE FROM archived_events WHERE first_seq > 1`, 2],
    ['everything that stayed', `DELETE FROM archived_events`, 2],
    ['the event that names the file', `UPDATE history_event SET meta = replace(meta, 'sha256', 'sha255')`, 1],
  ])('is missed when somebody alters %s', async (_what, sql, code) => {
    await archive();
    await server.tick();
    expect(await command('verify')).toBe(0);
    await server.app.get(Database).write((transaction) => transaction.run(sql));
    expect(await command('verify')).toBe(code);
  });

  it('that was altered, cut, or signed by a stranger is found out, and does not come back', async () => {
    await archive();
    const file = onlyFile();
    const bytes = readFileSync(file);
    const lines = gunzipSync(bytes).toString('utf8').trimEnd().split('\n');
    const write = (changed: string[]): void => writeFileSync(file, gzipSync(`${changed.join('\n')}\n`));
    const eventAt = lines.findIndex((line) => line.includes('"kind":"event"') && line.includes('"seq":2,'));
    const check = (): Promise<number> => command('verify', file, '--key', publicKey());

    write(lines.map((line, index) => (index === eventAt ? line.replace('"at":"2026', '"at":"2025') : line)));
    expect(await check()).toBe(1);
    expect(said[0]).toContain('的第 2 条记录');
    expect(await command('verify')).toBe(1);
    expect(said.join()).toContain('归档文件');
    expect(await command('archive-restore', file)).toBe(1);
    expect(await count('history_event', closed[0]!)).toBe(1);

    write(lines.map((line) => (line.includes('"kind":"rows"') ? line.replace('"sealed":"A', '"sealed":"B') : line)));
    expect(await check()).toBe(1);
    write(lines.filter((_, index) => index !== eventAt));
    expect(await check()).toBe(2);
    write(lines.slice(0, -1));
    expect(await check()).toBe(2);
    writeFileSync(file, bytes.subarray(0, bytes.length - 200));
    expect(await check()).toBe(2);
    expect(await command('verify', file)).toBe(2);

    rmSync(file);
    expect(await command('verify')).toBe(0);
    expect(said.join()).toContain('没有检查');
    writeFileSync(file, bytes);
    expect(await check()).toBe(0);
  });

  it('gives an auditor back what was there, to the letter', async () => {
    const before = await Promise.all(closed.map(timeline));
    const detail = (await server.as('auditor').get(`/api/audit/instances/${closed[0]!.instanceKey}`)).body;
    await archive();
    await server.tick();
    expect(await command('archive-restore', onlyFile(), '--case', closed[0]!.number)).toBe(0);
    expect(said[0]).toContain('已取回 2 个');
    await server.tick();
    const after = await timeline(closed[0]!);
    expect(after.slice(0, before[0]!.length)).toEqual(before[0]);
    expect(after.slice(before[0]!.length).map((event) => event.title)).toEqual(['已归档', '从归档取回']);
    const shown = (await server.as('auditor').get(`/api/audit/instances/${closed[0]!.instanceKey}`)).body;
    expect(shown).toEqual(detail);
    expect(await timeline(closed[1]!)).toHaveLength(1);
    expect(await verified()).toMatchObject({ status: 'intact' });

    expect(await command('archive-restore', onlyFile(), '--case', closed[0]!.number)).toBe(1);
    expect(await command('archive-restore', onlyFile())).toBe(0);
    await server.tick();
    expect((await timeline(closed[1]!)).slice(0, before[1]!.length)).toEqual(before[1]);
    expect(await verified()).toMatchObject({ status: 'intact', archived: 0 });
    // And it may go again.
    expect((await archive())!.instances).toBe(4);
    await server.tick();
    expect(await verified()).toMatchObject({ status: 'intact' });
  });

  it('takes nothing of a case that is not over, or that ended later', async () => {
    expect(await server.app.get(Archiver).archiveNext(archives(), '2026-06-01T00:00:00.000Z')).toBeNull();
    await server.app
      .get(Database)
      .write((transaction) =>
        transaction.run(`UPDATE petition_case SET closed_at = NULL WHERE id = ?`, [closed[0]!.id]),
      );
    expect((await archive())!.instances).toBe(2);
    expect(await count('history_payload', closed[0]!)).toBeGreaterThan(0);
    expect(existsSync(archives())).toBe(true);
  });

  it('is made by a command for a day, in a folder of the operator', async () => {
    expect(await command('archive', 'tapes', '--ended-before', '2026-06-01')).toBe(0);
    expect(said).toEqual(['2026-06-01 之前没有可以归档的流程实例。']);
    expect(await command('archive', 'tapes', '--ended-before', '2026-06-02')).toBe(0);
    expect(said[0]).toContain('已归档 4 个流程实例');
    expect(readdirSync(join(folder, 'tapes'))).toHaveLength(1);
    for (const wrong of [
      ['archive'],
      ['archive', 'a', 'b', '--ended-before', '2026-06-01'],
      ['archive', '--ended-before', 'June'],
    ])
      expect([wrong, await command(...wrong)]).toEqual([wrong, 64]);
  });

  it('is made by itself only where the office has said after how many days', async () => {
    await server.tick();
    await server.app.get(Retention).settled();
    expect(existsSync(archives())).toBe(false);
    await server.close();
    await start({ ARCHIVE_AFTER_DAYS: '30' });
    await server.tick();
    await server.app.get(Retention).settled();
    expect(existsSync(archives())).toBe(false);
    server.clock.passDays(25);
    await server.tick();
    await server.app.get(Retention).settled();
    expect(readdirSync(archives())).toHaveLength(1);
    expect(await count('history_event', closed[1]!)).toBe(1);
  });
});
