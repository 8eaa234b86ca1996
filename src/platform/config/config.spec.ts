import { delimiter, resolve } from 'node:path';
import { ConfigError, parseConfig } from './config.js';

const cwd = resolve('/srv/minqing');
const refusal = (env: Record<string, string>): string[] => {
  try {
    parseConfig(env, cwd);
  } catch (reason) {
    if (reason instanceof ConfigError) return reason.problems;
    throw reason;
  }
  return [];
};

describe('settings', () => {
  it('need not be set at all', () => {
    expect(parseConfig({}, cwd)).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve(cwd, 'data'),
      databaseFile: resolve(cwd, 'data', 'minqing.sqlite'),
      engine: 'native',
      publicUrl: 'http://127.0.0.1:3000',
      logLevel: 'info',
      production: false,
      demonstration: true,
      sessionHours: 12,
      regionCode: '410199',
      schedulerMillis: 1000,
      jobLeaseMillis: 60_000,
      minFreeMegabytes: 200,
      archiveDir: resolve(cwd, 'data', 'archive'),
      archiveAfterDays: 0,
    });
  });

  it('may name folders with faces of its own, which must be there', () => {
    expect(parseConfig({}, cwd).noticeFonts).toEqual([]);
    const here = import.meta.dirname;
    expect(parseConfig({ NOTICE_FONTS: ['.', '..'].join(delimiter) }, here).noticeFonts).toEqual([
      here,
      resolve(here, '..'),
    ]);
    expect(refusal({ NOTICE_FONTS: 'no-such-folder' })).toEqual([
      `NOTICE_FONTS=${resolve(cwd, 'no-such-folder')}：没有这个文件夹`,
    ]);
  });

  it('may choose the reference engine', () => {
    expect(parseConfig({ ENGINE: 'reference' }, cwd).engine).toBe('reference');
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://db/minqing'],
    ['DATABASE_URL', 'postgres://db'],
    ['DATABASE_URL', 'postgres://'],
    ['DATABASE_CONNECTIONS', '1'],
    ['DATABASE_STATEMENT_MILLIS', '0'],
    ['DATABASE_LOCK_MILLIS', 'x'],
    ['ENGINE', 'zeebe'],
    ['PUBLIC_URL', 'minqing.example'],
    ['PUBLIC_URL', 'ftp://minqing.example'],
    ['LOG_LEVEL', 'loud'],
    ['DEMO', 'yes'],
    ['SESSION_HOURS', '0'],
    ['MASTER_KEY', 'c2hvcnQ='],
    ['REGION_CODE', '4101'],
    ['SCHEDULER_MILLIS', '1'],
    ['JOB_LEASE_MILLIS', '10'],
    ['METRICS_TOKEN', 'short'],
    ['MIN_FREE_MB', '-1'],
    ['ARCHIVE_AFTER_DAYS', 'never'],
    ['MINQING_PORT', '3000'],
  ])('are named when they are wrong: %s=%s', (name, value) => {
    const problems = refusal({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}`));
    expect(problems[0]).toMatch(/\p{Script=Han}/u);
  });

  it('are all named at once, and a key is not repeated in the message', () => {
    const problems = refusal({
      PORT: 'x',
      LOG_LEVEL: 'loud',
      MASTER_KEY: 'not-a-key',
      PUBLIC_URL: 'x',
      SESSION_HOURS: '999',
    });
    expect(problems.map((problem) => problem.split(/[=:：]/)[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'LOG_LEVEL',
      'SESSION_HOURS',
      'MASTER_KEY',
    ]);
    expect(problems.join()).not.toContain('not-a-key');
    expect(refusal({ METRICS_TOKEN: 'guess-me' }).join()).not.toContain('guess-me');
  });

  it('count as absent when they are blank', () => {
    expect(parseConfig({ PORT: ' ', HOST: '', LOG_LEVEL: '', PUBLIC_URL: ' ' }, cwd)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      logLevel: 'info',
    });
  });

  it('allow a demonstration on this machine only, and never in production', () => {
    const demonstration = (env: Record<string, string | undefined>) => parseConfig(env, cwd).demonstration;
    expect([{ HOST: 'localhost' }, { HOST: '::1' }].map(demonstration)).toEqual([true, true]);
    expect(
      [{ HOST: '0.0.0.0' }, { HOST: '192.168.1.5' }, { DEMO: 'off' }, { NODE_ENV: 'production' }].map(demonstration),
    ).toEqual([false, false, false, false]);
  });

  it('place the database where they say', () => {
    expect(parseConfig({ DATABASE_URL: 'sqlite:///var/db/m.sqlite' }, cwd).databaseFile).toBe(
      resolve('/var/db/m.sqlite'),
    );
    expect(parseConfig({ DATABASE_URL: 'sqlite:db/m.sqlite' }, cwd).databaseFile).toBe(resolve(cwd, 'db/m.sqlite'));
  });

  it('may name a PostgreSQL database, with limits, and a password is not repeated when it is wrong', () => {
    expect(parseConfig({ DATABASE_URL: 'postgres://minqing:secret@db:5433/minqing' }, cwd)).toMatchObject({
      databaseFile: '',
      postgres: {
        url: 'postgres://minqing:secret@db:5433/minqing',
        connections: 10,
        statementMillis: 15_000,
        lockMillis: 5_000,
      },
    });
    expect(parseConfig({}, cwd).postgres).toBeUndefined();
    expect(refusal({ DATABASE_URL: 'postgres://minqing:secret@db' }).join()).not.toContain('secret');
  });

  it('take a key of 32 bytes and an address without its last slash', () => {
    const key = Buffer.alloc(32, 7);
    expect(parseConfig({ MASTER_KEY: key.toString('base64'), PUBLIC_URL: 'https://xf.example/' }, cwd)).toMatchObject({
      masterKey: key,
      publicUrl: 'https://xf.example',
    });
  });
});
