import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { openTestDatabase, type TestDatabase } from '../../test/builders/database.js';
import { TestClock } from '../../test/builders/test-clock.js';
import { KeyRing } from '../platform/keys/key-ring.js';
import { genesisHash } from '../workflow/history/chain.js';
import { HistoryWriter } from '../workflow/history/history-writer.js';
import { Sealer } from '../workflow/history/sealer.js';
import { run } from './run.js';

const clock = new TestClock();

describe('operator commands', () => {
  let test: TestDatabase;
  let folder: string;
  let said: string[];

  const command = (...words: string[]): Promise<number> => {
    said = [];
    return run(words, { env: { DATA_DIR: test.dataDir }, cwd: folder, print: (line) => said.push(line) });
  };
  const file = (name: string): string => join(folder, name);
  const tamper = (sql: string): void => {
    const handle = new Database(join(test.dataDir, 'minqing.sqlite'));
    handle.exec(sql);
    handle.close();
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'minqing-cli-'));
    test = await openTestDatabase();
    const keys = KeyRing.open({ dataDir: test.dataDir });
    const at = clock.instant();
    await test.database.write(async (transaction) => {
      await transaction.run(`INSERT INTO deployment VALUES ('1', ?, 'u1', '')`, [at]);
      await transaction.run(`INSERT INTO resource VALUES ('2', '1', 'xf_reception.bpmn', 'bpmn', 1, '', '')`);
      await transaction.run(
        `INSERT INTO process_definition VALUES ('3', 'xf_reception', 1, NULL, '接访办理', 'reference', '2', '1')`,
      );
      await transaction.run(
        `INSERT INTO process_instance (instance_key, process_id, version, definition_key, engine, state, lock_version, status, started_at, last_seq, last_hash, wrapped_key)
         VALUES ('16', 'xf_reception', 1, '3', 'reference', '', 0, 'active', ?, 0, ?, ?)`,
        [at, genesisHash('16'), keys.newCaseKey().wrapped],
      );
      const events = ['接谈', '研判', '审批'].map((opinion) => ({ type: 'ELEMENT_COMPLETED', payload: { opinion } }));
      await new HistoryWriter(keys).appendTo(transaction, '16', at, 'u1', events);
    });
    await new Sealer(test.database, keys, clock).sealNew();
  });
  afterEach(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('verify', () => {
    it('finds the database intact', async () => {
      expect(await command('verify')).toBe(0);
      expect(said[0]).toBe('校验通过：3 条记录、1 个签名块首尾相接，未发现改动。');
    });

    it('names the first event that was altered', async () => {
      tamper(`UPDATE history_event SET actor_id = 'u2' WHERE seq = 2`);
      expect(await command('verify')).toBe(1);
      expect(said[0]).toContain('流程实例 16 的第 2 条记录');
    });

    it('finds an entered value that was altered', async () => {
      tamper(`UPDATE history_payload SET sealed = '' WHERE seq = 3`);
      expect(await command('verify')).toBe(1);
      expect(said[0]).toContain('第 3 条记录');
    });

    it('tells what is missing apart from what was altered', async () => {
      tamper(`DELETE FROM history_event WHERE seq = 3`);
      expect(await command('verify')).toBe(2);
    });

    it('trusts no other key than the one it is given', async () => {
      writeFileSync(
        file('other.pem'),
        generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }),
      );
      expect(await command('verify', '--key', file('other.pem'))).toBe(3);
      expect(await command('verify', '--key', join(test.dataDir, 'keys', 'seal.pub'))).toBe(0);
    });

    it('makes neither a database nor keys where there are none', async () => {
      expect(
        await run(['verify'], { env: { DATA_DIR: file('empty') }, cwd: folder, print: (line) => said.push(line) }),
      ).toBe(70);
      expect(said.at(-1)).toContain('没有找到密钥文件');
    });

    it('does not take a wrong master key for an altered history', async () => {
      const env = { DATA_DIR: test.dataDir, MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };
      expect(await run(['verify'], { env, cwd: folder, print: (line) => said.push(line) })).toBe(70);
      expect(said.at(-1)).toContain('主密钥与数据库不符');
    });
  });

  describe('an export', () => {
    const lines = (): string[] => readFileSync(file('history.jsonl'), 'utf8').trimEnd().split('\n');
    const write = (changed: string[]): void => writeFileSync(file('changed.jsonl'), `${changed.join('\n')}\n`);
    /** Checked in a folder without any data. */
    const verify = (name: string, ...more: string[]): Promise<number> => {
      said = [];
      return run(['verify', file(name), ...more], {
        env: { DATA_DIR: file('nowhere') },
        cwd: folder,
        print: (line) => said.push(line),
      });
    };
    const ofKind = (kind: string): number => lines().findIndex((line) => line.includes(`"kind":"${kind}"`));

    beforeEach(async () => {
      expect(await command('export-history', file('history.jsonl'))).toBe(0);
    });

    it('is checked without the server, and says nothing of what was entered', async () => {
      expect(await verify('history.jsonl', '--key', join(test.dataDir, 'keys', 'seal.pub'))).toBe(0);
      expect(lines().join()).not.toContain('payload":{');
    });

    it('reminds the reader to compare the key when none was given', async () => {
      expect(await verify('history.jsonl')).toBe(0);
      expect(said.join()).toContain('未指定 --key');
    });

    it('is not overwritten by the next one', async () => {
      expect(await command('export-history', file('history.jsonl'))).toBe(64);
      expect(said[0]).toContain('已存在');
    });

    it('names the event that was altered', async () => {
      write(lines().map((line) => line.replace('"seq":2,"at":"2026', '"seq":2,"at":"2025')));
      expect(await verify('changed.jsonl')).toBe(1);
      expect(said[0]).toContain('流程实例 16 的第 2 条记录');
    });

    it('misses an event, a block, and a cut end', async () => {
      write(lines().filter((line) => !line.includes('"seq":2,')));
      expect(await verify('changed.jsonl')).toBe(2);
      write(lines().filter((_, index) => index !== ofKind('block')));
      expect(await verify('changed.jsonl')).toBe(2);
      write(lines().slice(0, -1));
      expect(await verify('changed.jsonl')).toBe(2);
      writeFileSync(file('changed.jsonl'), readFileSync(file('history.jsonl'), 'utf8').slice(0, -40));
      expect(await verify('changed.jsonl')).toBe(2);
    });

    it('misses the newest events even when blocks and tips were made to agree', async () => {
      const first = lines().find((line) => line.includes('"kind":"event"') && line.includes('"seq":1,'))!;
      const { hash } = JSON.parse(first) as { hash: string };
      const tip = JSON.stringify({ kind: 'tip', instanceKey: '16', seq: 1, hash });
      const key = lines()[0]!;
      const unsealed = first.replace('"block":1', '"block":null');
      write([key, tip, unsealed]);
      expect(await verify('changed.jsonl')).toBe(2);
      write([key, tip, unsealed, lines().at(-1)!]);
      expect(await verify('changed.jsonl')).toBe(2);
      expect(said[0]).toContain('现只有 3 行');
    });

    it('finds lines that were added, exchanged or are none', async () => {
      write([...lines(), lines()[0]!]);
      expect(await verify('changed.jsonl')).toBe(1);
      write(['乱码', ...lines()]);
      expect(await verify('changed.jsonl')).toBe(1);
      expect(said[0]).toContain('第 1 行');
      write([...lines().slice(1, -1).reverse(), lines()[0]!, lines().at(-1)!]);
      expect(await verify('changed.jsonl')).not.toBe(0);
    });

    it('finds the signature of a stranger', async () => {
      const stranger = generateKeyPairSync('ed25519');
      writeFileSync(file('other.pem'), stranger.publicKey.export({ type: 'spki', format: 'pem' }));
      expect(await verify('history.jsonl', '--key', file('other.pem'))).toBe(3);
    });
  });

  it('says how it is called', async () => {
    expect(await command()).toBe(64);
    expect(said[0]).toContain('用法');
    expect(await command('verify', 'a', 'b')).toBe(64);
    expect(await command('verify', '--what')).toBe(64);
    expect(await command('verify', file('absent.jsonl'))).toBe(64);
    expect(await command('verify', '--key', file('absent.pem'))).toBe(64);
    expect(await command('help')).toBe(0);
  });

  it('brings a database up to date', async () => {
    expect(await command('migrate')).toBe(0);
    expect(said[0]).toBe('数据库结构已是最新。');
  });
});
