import Sqlite from 'better-sqlite3';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../src/cli/run.js';
import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = {
  title: '反映村道损坏影响出行',
  summary: '信访人反映村道损坏多年。',
  category: '99',
  demands: ['要求修复村道'],
};

describe('a backup', () => {
  let folder: string;
  let server: TestServer;
  let cases: RegisteredCase[];
  let said: string[];
  const at = (...names: string[]): string => join(folder, ...names);
  const command = (dataDir: string, ...words: string[]): Promise<number> => {
    said = [];
    return run(words, { env: { DATA_DIR: dataDir }, cwd: folder, print: (line) => said.push(line) });
  };
  const tamper = (file: string, sql: string): void => {
    const handle = new Sqlite(file);
    handle.exec(sql);
    handle.close();
  };
  const numbersIn = (file: string): unknown[] => {
    const handle = new Sqlite(file, { readonly: true });
    const rows = handle.prepare('SELECT number FROM petition_case ORDER BY number').all();
    handle.close();
    return rows;
  };
  /** What an officer and an auditor are shown of a case. */
  async function shown(on: TestServer, matter: RegisteredCase): Promise<Json> {
    const pages = [
      ['jiefang', `/api/cases/${matter.id}`],
      ['jiefang', `/api/cases/${matter.id}/timeline`],
      ['jiefang', `/api/cases/${matter.id}/notices`],
      ['auditor', `/api/audit/instances/${matter.instanceKey}`],
    ] as const;
    const answersGiven = [];
    for (const [by, path] of pages) answersGiven.push(await on.as(by).get(path));
    expect(answersGiven.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    return answersGiven.map(({ body }) => body);
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'minqing-backup-'));
    server = await startTestServer({ dataDir: at('first') });
    const office = new Office(server);
    cases = [];
    for (let count = 0; count < 3; count += 1) cases.push(await office.register(petition));
    const talked = answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已登记。' }]);
    await office.complete('jiefang', cases[0]!.id, 'task_talk', talked);
    await office.complete('jiefang', cases[0]!.id, 'task_assess', answers.assess());
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is made while people work, is one private file, and is restored in an empty folder of another machine', async () => {
    const before = await Promise.all(cases.map((matter) => shown(server, matter)));
    const office = new Office(server);
    const [code, ...meanwhile] = await Promise.all([
      command(at('first'), 'backup', at('copy.sqlite')),
      ...[1, 2, 3].map(() => office.register(petition)),
    ]);
    expect([code, said[0]]).toEqual([0, expect.stringContaining('校验通过')]);
    expect(said.join()).toContain('keys');
    expect(statSync(at('copy.sqlite')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['copy.sqlite', 'first']);
    expect(meanwhile).toHaveLength(3);

    cpSync(at('first', 'keys'), at('second', 'keys'), { recursive: true });
    cpSync(at('first', 'demo-accounts.json'), at('second', 'demo-accounts.json'));
    expect([await command(at('second'), 'restore', at('copy.sqlite')), said[0]]).toEqual([
      0,
      expect.stringMatching(/^已恢复。校验通过/),
    ]);
    const restored = await startTestServer({ dataDir: at('second'), clock: server.clock });
    try {
      expect(await Promise.all(cases.map((matter) => shown(restored, matter)))).toEqual(before);
      expect((await restored.as('auditor').post('/api/audit/verify', {})).body).toMatchObject({ status: 'intact' });
      const next = await new Office(restored).register(petition);
      expect(cases.map((matter) => matter.number)).not.toContain(next.number);
    } finally {
      await restored.close();
    }
  });

  it('never takes the place of another file', async () => {
    writeFileSync(at('taken.sqlite'), 'an earlier one');
    expect(await command(at('first'), 'backup', at('taken.sqlite'))).toBe(64);
    expect(readFileSync(at('taken.sqlite'), 'utf8')).toBe('an earlier one');
    expect(await command(at('first'), 'backup', at('nowhere', 'file.sqlite'))).toBe(64);
  });

  it('that does not pass its check is kept under another name', async () => {
    cpSync(at('second'), at('altered'), { recursive: true });
    tamper(at('altered', 'minqing.sqlite'), `UPDATE history_event SET actor_id = 'somebody' WHERE seq = 2`);
    expect(await command(at('altered'), 'backup', at('altered.sqlite'))).toBe(1);
    expect(said[0]).toMatch(/没有通过校验.*第 2 条记录/);
    expect([existsSync(at('altered.sqlite')), existsSync(at('altered.sqlite.unverified'))]).toEqual([false, true]);
  });

  describe('is refused, and nothing is touched,', () => {
    const database = (): Buffer => readFileSync(at('second', 'minqing.sqlite'));
    let before: Buffer;
    let names: string[];
    beforeEach(() => {
      before = database();
      names = readdirSync(at('second')).sort();
    });
    afterEach(() => {
      expect(database().equals(before)).toBe(true);
      expect(readdirSync(at('second')).sort()).toEqual(names);
    });

    it('when it was altered', async () => {
      cpSync(at('copy.sqlite'), at('bad.sqlite'));
      tamper(at('bad.sqlite'), `UPDATE history_payload SET sealed = ''`);
      expect(await command(at('second'), 'restore', at('bad.sqlite'))).toBe(1);
      expect(said[0]).toContain('没有恢复');
    });

    it('when its end was cut off', async () => {
      cpSync(at('copy.sqlite'), at('short.sqlite'));
      tamper(at('short.sqlite'), `DELETE FROM history_payload WHERE seq > 4; DELETE FROM history_event WHERE seq > 4`);
      expect(await command(at('second'), 'restore', at('short.sqlite'))).toBe(2);
    });

    it('when it is damaged, no database, or of a newer release', async () => {
      const bytes = readFileSync(at('copy.sqlite'));
      writeFileSync(at('half.sqlite'), bytes.subarray(0, bytes.length / 2));
      writeFileSync(at('text.sqlite'), 'no database at all');
      cpSync(at('copy.sqlite'), at('newer.sqlite'));
      tamper(
        at('newer.sqlite'),
        `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Next9999999999999')`,
      );
      for (const name of ['half', 'text', 'newer'])
        expect([name, await command(at('second'), 'restore', at(`${name}.sqlite`))]).toEqual([name, 4]);
      expect(said[0]).toContain('更新的版本');
    });

    it('when the keys are not those it was made with', async () => {
      cpSync(at('second', 'keys', 'master.key'), at('master.key'));
      writeFileSync(at('second', 'keys', 'master.key'), Buffer.alloc(32, 1).toString('base64'));
      expect(await command(at('second'), 'restore', at('copy.sqlite'))).toBe(70);
      expect(said[0]).toContain('主密钥与数据库不符');
      cpSync(at('master.key'), at('second', 'keys', 'master.key'));
    });

    it('when there are no keys, or no such file', async () => {
      expect(await command(at('third'), 'restore', at('copy.sqlite'))).toBe(70);
      expect(said[0]).toContain('没有找到密钥文件');
      expect(await command(at('second'), 'restore', at('absent.sqlite'))).toBe(64);
    });
  });

  it('is not restored under a running server', async () => {
    const before = (await server.as('jiefang').get('/api/cases')).body.total;
    expect(await command(at('first'), 'restore', at('copy.sqlite'))).toBe(75);
    expect(said[0]).toContain('请先停止服务器');
    expect((await server.as('jiefang').get('/api/cases')).body.total).toBe(before);
    expect((await new Office(server).register(petition)).number).toBeDefined();
  });

  it('keeps what was there beside it, and ends the sessions of that time', async () => {
    const handle = new Sqlite(at('copy.sqlite'), { readonly: true });
    const [user] = handle.prepare('SELECT id FROM app_user LIMIT 1').all() as { id: string }[];
    handle.close();
    cpSync(at('copy.sqlite'), at('sessions.sqlite'));
    tamper(at('sessions.sqlite'), `INSERT INTO user_session VALUES ('hash', '${user!.id}', 'csrf', '2026', '2099')`);
    const before = numbersIn(at('second', 'minqing.sqlite'));
    expect(await command(at('second'), 'restore', at('sessions.sqlite'))).toBe(0);
    const aside = readdirSync(at('second')).find((name) => name.includes('.before-'))!;
    expect(numbersIn(at('second', aside))).toEqual(before);
    expect(numbersIn(at('second', 'minqing.sqlite'))).not.toEqual(before);
    const restored = new Sqlite(at('second', 'minqing.sqlite'), { readonly: true });
    expect(restored.prepare('SELECT count(*) AS n FROM user_session').get()).toEqual({ n: 0 });
    restored.close();
  });
});
