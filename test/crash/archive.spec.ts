import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.js';
import { Database } from '../../src/platform/database/database.js';
import { Archiver } from '../../src/workflow/archive/archiver.js';
import { answers } from '../builders/answers.js';
import { Office } from '../builders/office.js';
import { startTestServer, type TestServer } from '../builders/server.js';
import { TestClock } from '../builders/test-clock.js';
import { Faults, StatementFault } from './faults.js';
import { Tables } from './invariants.js';

const petition = { title: '反映邻县道路损坏', summary: '反映道路损坏。', category: '99', demands: ['要求修复道路'] };
const cases = 4;
/** Every case has its reception and the routing that this calls. */
const instances = 2 * cases;

describe('archiving that is cut off', () => {
  let folder: string;
  const clock = new TestClock();
  const archives = (): string => join(folder, 'archive');
  const names = (): string[] => (existsSync(archives()) ? readdirSync(archives()) : []);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'minqing-cut-archive-'));
    const server = await startTestServer({ dataDir: folder, clock });
    const office = new Office(server);
    for (let count = 0; count < cases; count += 1) {
      const matter = await office.register(petition);
      const told = answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已告知。' }]);
      await office.complete('jiefang', matter.id, 'task_talk', told);
      await office.complete('jiefang', matter.id, 'task_assess', answers.assess({ conformsPolicy: false }));
      await office.complete('kezhang', matter.id, 'task_route', answers.routeElsewhere('永平县信访局'));
    }
    await server.tick();
    await server.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Instances of the cases whose history is in the database, and those whose history a complete file holds. */
  function whereabouts(): { inDatabase: number; archived: number } {
    const tables = new Tables(folder);
    try {
      return {
        inDatabase: tables.number(
          `SELECT count(*) FROM process_instance i WHERE i.case_id IS NOT NULL AND i.archive_name IS NULL AND i.state <> ''
             AND (SELECT count(*) FROM history_event h WHERE h.instance_key = i.instance_key) = i.last_seq`,
        ),
        archived: tables.number(
          `SELECT count(*) FROM process_instance i JOIN archive_file a ON a.name = i.archive_name AND a.state = 'complete'
             WHERE i.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM history_payload p WHERE p.instance_key = i.instance_key)`,
        ),
      };
    } finally {
      tables.close();
    }
  }
  const verified = (): Promise<number> =>
    run(['verify'], { env: { DATA_DIR: folder }, cwd: folder, print: () => undefined });

  async function withServer<T>(at: string, work: (server: TestServer) => Promise<T>): Promise<T> {
    clock.set(at);
    const server = await startTestServer({ dataDir: folder, clock });
    try {
      return await work(server);
    } finally {
      await server.close();
    }
  }

  it('at any statement leaves everything in the database, and no file', async () => {
    await withServer('2026-06-20T01:00:00.000Z', async (server) => {
      const database = server.app.get(Database);
      const faults = Faults.before(database);
      const archiver = server.app.get(Archiver);
      const write = database.write.bind(database);
      let failed = 0;
      for (let statement = 1; statement < 400; statement += 7) {
        // Of the writes of a run the second removes the rows.
        let writes = 0;
        database.write = (work) => {
          writes += 1;
          if (writes === 2) faults.failAt(statement);
          return write(work);
        };
        const outcome = await archiver.archiveNext(archives(), clock.instant()).catch((reason: unknown) => reason);
        if (!(outcome instanceof StatementFault)) break;
        failed += 1;
        expect([statement, whereabouts(), names()]).toEqual([statement, { inDatabase: instances, archived: 0 }, []]);
      }
      expect(failed).toBeGreaterThan(5);
      expect(whereabouts()).toEqual({ inDatabase: 0, archived: instances });
      expect(names()).toHaveLength(1);
      await server.tick();
    });
    expect(await verified()).toBe(0);
    const [name] = names();
    expect(
      await run(['archive-restore', join(archives(), name!)], {
        env: { DATA_DIR: folder },
        cwd: folder,
        print: () => undefined,
      }),
    ).toBe(0);
    rmSync(archives(), { recursive: true });
  }, 120_000);

  it.each([
    ['while the file is being written', () => names().some((name) => name.endsWith('.partial'))],
    ['when the file has its name', () => names().some((name) => name.endsWith('.gz'))],
  ])(
    'by a kill %s leaves one or the other, and the next run sets it right',
    async (_when, reached) => {
      await withServer('2026-06-21T01:00:00.000Z', (server) => server.tick());
      const child = spawn(
        process.execPath,
        [join(process.cwd(), 'dist', 'src', 'cli.js'), 'archive', '--ended-before', '2030-01-01'],
        { env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'silent' }, stdio: 'ignore' },
      );
      const ended = once(child, 'exit');
      let running = true;
      void ended.then(() => (running = false));
      while (running && !reached()) await new Promise((resolve) => setImmediate(resolve));
      child.kill('SIGKILL');
      await ended;

      const { inDatabase, archived } = whereabouts();
      expect([inDatabase + archived, inDatabase === 0 || archived === 0]).toEqual([instances, true]);
      // Long after: whoever wrote is gone for good.
      await withServer('2031-01-01T01:00:00.000Z', async (server) => {
        await server.app.get(Archiver).archiveNext(archives(), clock.instant());
        await server.tick();
      });
      expect(whereabouts()).toEqual({ inDatabase: 0, archived: instances });
      const tables = new Tables(folder);
      const known = tables.all<{ name: string; state: string }>(`SELECT name, state FROM archive_file ORDER BY name`);
      tables.close();
      expect(known.filter(({ state }) => state !== 'complete')).toEqual([]);
      expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(names()));
      expect(await verified()).toBe(0);
      for (const name of names()) {
        const words = ['archive-restore', join(archives(), name)];
        expect(await run(words, { env: { DATA_DIR: folder }, cwd: folder, print: () => undefined })).toBe(0);
      }
      rmSync(archives(), { recursive: true });
    },
    120_000,
  );
});
