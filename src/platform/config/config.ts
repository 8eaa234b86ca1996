import { statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { PostgresSettings } from '../database/postgres/settings.js';
import { refusedPostgresUrl } from '../database/postgres/settings.js';

/** Settings of one server, read once from the environment. docs/operations.md lists them for operators. */
export interface Config {
  host: string;
  port: number;
  /** Absolute folder for the database file, keys, and the list of demonstration accounts. */
  dataDir: string;
  /** Absolute path of the SQLite file; empty with PostgreSQL. */
  databaseFile: string;
  /** With PostgreSQL. */
  postgres?: PostgresSettings;
  /** Which engine runs what is deployed from now on; instances stay with the engine of their definition. */
  engine: (typeof engines)[number];
  /** Address under which browsers reach the server; without a trailing slash. */
  publicUrl: string;
  logLevel: LogLevel;
  production: boolean;
  /** Demonstration data may be loaded (never in production, never off the loopback address). */
  demonstration: boolean;
  /** Hours without a request after which a session ends. */
  sessionHours: number;
  /** 32 bytes that encrypt case keys; absent: a key file in `dataDir` is made on first start. */
  masterKey?: Buffer;
  /** Six digits of GB/T 2260: the place whose petitions are registered here; begins every case number. */
  regionCode: string;
  /** Milliseconds between two looks for due timers, pending jobs and unsealed history. */
  schedulerMillis: number;
  /** How long one of the server's own job handlers holds a job; after it another node takes it over. */
  jobLeaseMillis: number;
  /** Bearer token for `/metrics`; absent: answered on the loopback address only. */
  metricsToken?: string;
  /** Mebibytes that must be free where the database lies; below, the server is not ready. */
  minFreeMegabytes: number;
  /** Absolute folder for archived instances. */
  archiveDir: string;
  /** Days after the end of a case before its instances are archived by themselves; 0: never. */
  archiveAfterDays: number;
  /** Seconds after its due time from which on a timer counts as fired late. */
  timerLateSeconds: number;
  /** Absolute folders with an office's own faces (仿宋_GB2312, 方正小标宋简体, …), which printed notices then use. */
  noticeFonts: string[];
}

const engines = ['native', 'reference'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Thrown at start; lists every wrong setting, so that one restart is enough to mend them all. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`设置有误，服务未启动：\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** @throws ConfigError naming each setting that cannot be used. */
export function parseConfig(env: Record<string, string | undefined>, cwd: string): Config {
  const problems: string[] = [];
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      problems.push(`${name}=${text}：应为 ${min}–${max} 的整数`);
      return fallback;
    }
    return value;
  };
  const oneOf = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    if ((allowed as readonly string[]).includes(text)) return text as T;
    problems.push(`${name}=${text}：可选值为 ${allowed.join('、')}`);
    return fallback;
  };

  const host = env['HOST']?.trim() || '127.0.0.1';
  const port = integer('PORT', 3000, 0, 65535);
  const dataDir = resolve(cwd, env['DATA_DIR']?.trim() || 'data');
  const production = env['NODE_ENV'] === 'production';
  const database = databaseAt(env['DATABASE_URL']?.trim(), dataDir, cwd, problems);
  const limits = {
    connections: integer('DATABASE_CONNECTIONS', 10, 2, 200),
    statementMillis: integer('DATABASE_STATEMENT_MILLIS', 15_000, 100, 600_000),
    lockMillis: integer('DATABASE_LOCK_MILLIS', 5_000, 10, 600_000),
  };
  const demo = oneOf('DEMO', ['auto', 'off'], 'auto');

  return {
    host,
    port,
    dataDir,
    databaseFile: database.file,
    ...(database.url && { postgres: { url: database.url, ...limits } }),
    engine: oneOf('ENGINE', engines, 'native'),
    publicUrl: publicUrl(env['PUBLIC_URL']?.trim(), host, port, problems),
    logLevel: oneOf('LOG_LEVEL', logLevels, 'info'),
    production,
    demonstration: demo === 'auto' && !production && loopback.has(host),
    sessionHours: integer('SESSION_HOURS', 12, 1, 168),
    masterKey: masterKey(env['MASTER_KEY']?.trim(), problems),
    regionCode: regionCode(env['REGION_CODE']?.trim(), problems),
    schedulerMillis: integer('SCHEDULER_MILLIS', 1000, 50, 60_000),
    jobLeaseMillis: integer('JOB_LEASE_MILLIS', 60_000, 1_000, 3_600_000),
    metricsToken: metricsToken(env['METRICS_TOKEN']?.trim(), problems),
    minFreeMegabytes: integer('MIN_FREE_MB', 200, 0, 1_000_000),
    archiveDir: resolve(cwd, env['ARCHIVE_DIR']?.trim() || join(dataDir, 'archive')),
    archiveAfterDays: integer('ARCHIVE_AFTER_DAYS', 0, 0, 36_500),
    timerLateSeconds: integer('TIMER_LATE_SECONDS', 60, 1, 86_400),
    noticeFonts: folders('NOTICE_FONTS', env['NOTICE_FONTS']?.trim(), cwd, problems),
    ...refusePrefixed(env, problems),
    ...throwIfAny(problems),
  };
}

function throwIfAny(problems: string[]): Record<string, never> {
  if (problems.length > 0) throw new ConfigError(problems);
  return {};
}

function databaseAt(
  url: string | undefined,
  dataDir: string,
  cwd: string,
  problems: string[],
): { file: string; url?: string } {
  if (!url) return { file: resolve(dataDir, 'minqing.sqlite') };
  if (url.startsWith('sqlite:')) return { file: resolve(cwd, url.slice('sqlite:'.length).replace(/^\/\//, '')) };
  const problem = refusedPostgresUrl(url);
  if (problem) problems.push(`DATABASE_URL：${problem}`);
  return { file: '', url };
}

function publicUrl(text: string | undefined, host: string, port: number, problems: string[]): string {
  if (!text) return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  try {
    const url = new URL(text);
    if (url.protocol === 'http:' || url.protocol === 'https:') return text.replace(/\/+$/, '');
  } catch {
    // named below together with a wrong protocol
  }
  problems.push(`PUBLIC_URL=${text}：应为 http:// 或 https:// 开头的网址`);
  return '';
}

function masterKey(text: string | undefined, problems: string[]): Buffer | undefined {
  if (!text) return undefined;
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  problems.push('MASTER_KEY:应为 32 字节密钥的 base64 文本');
  return undefined;
}

/** A folder that is not there would be passed over in silence by whoever reads it. */
function folders(name: string, text: string | undefined, cwd: string, problems: string[]): string[] {
  const given = (text ?? '')
    .split(delimiter)
    .filter((part) => part !== '')
    .map((part) => resolve(cwd, part));
  for (const folder of given) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) problems.push(`${name}=${folder}：没有这个文件夹`);
  }
  return given;
}

/** Long enough that it cannot be guessed; printable, because it travels in a header. */
function metricsToken(text: string | undefined, problems: string[]): string | undefined {
  if (!text) return undefined;
  if (!/^[\x21-\x7e]{32,256}$/.test(text)) problems.push('METRICS_TOKEN：应为 32–256 个不含空格的英文字母、数字或符号');
  return text;
}

/** Other programs' variables stand beside ours, so an unknown name can only be told where it claims to be ours. */
function refusePrefixed(env: Record<string, string | undefined>, problems: string[]): Record<string, never> {
  for (const name of Object.keys(env)
    .filter((key) => key.startsWith('MINQING_'))
    .sort()) {
    problems.push(`${name}：没有这个设置。设置名不带 MINQING_ 前缀，可用的见 docs/operations.md`);
  }
  return {};
}

/** The default names no real place: it is the invented county of the demonstration. */
function regionCode(text: string | undefined, problems: string[]): string {
  if (!text) return '410199';
  if (!/^\d{6}$/.test(text)) problems.push(`REGION_CODE=${text}：应为 6 位行政区划代码`);
  return text;
}
