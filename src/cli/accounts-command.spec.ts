import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '../../test/builders/server.js';
import { Caller } from '../../test/builders/caller.js';
import { run } from './run.js';

const roster = {
  units: [
    { id: 'city', parentId: null, name: '永安市', level: '市', shortCode: '永' },
    { id: 'office', parentId: 'city', name: '永安市信访局', level: '信访机构', shortCode: '永信' },
  ],
  accounts: [
    { username: 'wang', displayName: '王敏', unit: 'office', roles: [{ role: 'R1' }, { role: 'admin', unit: 'city' }] },
  ],
};

describe('minqing accounts', () => {
  let folder: string;
  let said: string[];
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'minqing-accounts-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const accounts = (content: unknown): Promise<number> => {
    const file = join(folder, 'roster.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    said = [];
    const env = { DATA_DIR: folder, NODE_ENV: 'production', LOG_LEVEL: 'silent' };
    return run(['accounts', file], { env, cwd: folder, print: (line) => said.push(line) });
  };
  const passwordOf = (username: string): string => {
    const line = said.find((text) => text.trim().startsWith(username));
    return line!.trim().split(/\s+/)[1]!;
  };
  /** What the account is told about itself by a server on the same folder. */
  async function session(username: string, password: string): Promise<{ status: number; roles?: unknown }> {
    const server = await startTestServer({ dataDir: folder });
    try {
      const answer = await new Caller(server.url, { username, password }).get('/api/session');
      return { status: answer.status, roles: answer.body.user?.roles };
    } finally {
      await server.close();
    }
  }

  it('makes the first accounts of an installation, whose printed passwords work', async () => {
    expect(await accounts(roster)).toBe(0);
    expect(await session('wang', passwordOf('wang'))).toMatchObject({
      status: 200,
      roles: [
        { code: 'R1', unitId: 'office' },
        { code: 'admin', unitId: 'city' },
      ],
    });
  });

  it('changes what exists and keeps its password, unless a new one is asked for', async () => {
    await accounts(roster);
    const password = passwordOf('wang');
    const changed = { accounts: [{ ...roster.accounts[0]!, roles: [{ role: 'R3' }] }] };
    expect(await accounts(changed)).toBe(0);
    expect(said).toHaveLength(1);
    expect(await session('wang', password)).toMatchObject({ status: 200, roles: [{ code: 'R3' }] });

    await accounts({ accounts: [{ ...changed.accounts[0]!, newPassword: true }] });
    const next = passwordOf('wang');
    expect((await session('wang', password)).status).toBe(401);
    expect((await session('wang', next)).status).toBe(200);

    await accounts({ accounts: [{ ...changed.accounts[0]!, disabled: true }] });
    expect((await session('wang', next)).status).toBe(401);
  });

  it('names every fault and writes nothing', async () => {
    const faulty = {
      units: [{ id: 'below', parentId: 'nowhere', name: '', level: '部门', shortCode: '下' }],
      accounts: [
        { username: '1', displayName: '甲', unit: 'below', roles: [{ role: 'R99' }] },
        { username: 'li', displayName: '李强', unit: 'elsewhere', roles: [] },
        { username: 'li', displayName: '李强', unit: 'below', roles: [] },
      ],
    };
    expect(await accounts(faulty)).toBe(1);
    expect(said[0]).toBe('名册有 6 处需要修改，没有写入任何内容。');
    for (const place of [
      'units[0].parentId',
      'units[0].name',
      'accounts[0].username',
      'accounts[0].roles[0].role',
      'accounts[1].unit',
      'accounts[2]',
    ]) {
      expect(said).toContainEqual(expect.stringContaining(`- ${place}：`));
    }
    expect(await accounts({ accounts: [{ ...roster.accounts[0]!, unit: 'below' }] })).toBe(1);
    expect(await accounts('not json')).toBe(1);
    expect(await accounts(roster)).toBe(0);
  });
});
