import cookie from '@fastify/cookie';
import { Global, Module, type Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { getDataSourceToken } from '@nestjs/typeorm';
import { ChineseWorkCalendar } from '../../src/domain/calendar/work-calendar.js';
import type { DemoAccount } from '../../src/features/identity/demonstration/demo-accounts.js';
import { Demonstration } from '../../src/features/identity/demonstration/demonstration.js';
import { IdentityModule } from '../../src/features/identity/identity.module.js';
import { UnitEntity } from '../../src/features/identity/unit.entity.js';
import { UserEntity, UserRoleEntity } from '../../src/features/identity/user.entity.js';
import type { Actor } from '../../src/platform/actor.js';
import { IdentityRepository } from '../../src/features/identity/identity.repository.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { CONFIG } from '../../src/platform/config/config.module.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { Database, type SqlTransaction } from '../../src/platform/database/database.js';
import { ProblemFilter } from '../../src/platform/http/problem-filter.js';
import { validationPipe } from '../../src/platform/http/validation-pipe.js';
import { KeyRing } from '../../src/platform/keys/key-ring.js';
import { Log } from '../../src/platform/logging/log.js';
import { Changes } from '../../src/workflow/changes.js';
import { JobHandlers } from '../../src/workflow/jobs/job-handlers.js';
import { Runner } from '../../src/workflow/runner/runner.js';
import { ProcessStarter, type ProcessStart } from '../../src/workflow/ports/process-starter.js';
import { WORK_CALENDAR } from '../../src/workflow/ports/tokens.js';
import { openTestDatabase } from './database.js';
import { TestClock } from './test-clock.js';

/** Stands in for the workflow layer: notes what would begin, and refuses when told to. */
export class NotedStarts extends ProcessStarter {
  readonly starts: ProcessStart[] = [];
  refusal: Error | null = null;

  override async start(_: SqlTransaction, start: ProcessStart): Promise<{ instanceKey: string }> {
    if (this.refusal) throw this.refusal;
    this.starts.push(start);
    return { instanceKey: String(8_388_608 * this.starts.length) };
  }
}

/** What a response shows a test. */
export interface Shown {
  status: number;
  body: ReturnType<typeof JSON.parse>;
  headers: Record<string, unknown>;
}

export interface Browser {
  csrfToken: string;
  cookie: string;
  get(url: string, headers?: Record<string, string>): Promise<Shown>;
  send(
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Shown>;
}

export interface FeatureApp {
  app: NestFastifyApplication;
  database: Database;
  clock: TestClock;
  dataDir: string;
  starter: NotedStarts;
  handlers: JobHandlers;
  accounts: Record<string, DemoAccount>;
  actor(username: string): Promise<Actor>;
  call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Shown>;
  login(username: string): Promise<Browser>;
  close(): Promise<void>;
}

/** Features over HTTP on a real migrated database with the demonstration accounts; only the workflow layer stands in. */
export async function openFeatureApp(
  modules: Type[] = [],
  environment: Record<string, string> = {},
): Promise<FeatureApp> {
  const test = await openTestDatabase([UnitEntity, UserEntity, UserRoleEntity]);
  const clock = new TestClock();
  const config = parseConfig({ DATA_DIR: test.dataDir, ...environment }, test.dataDir);
  const starter = new NotedStarts();
  const handlers = new JobHandlers();
  const values: [unknown, unknown][] = [
    [CONFIG, config],
    [Clock, clock],
    [Database, test.database],
    [KeyRing, KeyRing.open(config)],
    [Log, new Log('silent')],
    [getDataSourceToken('reader'), test.reader],
    [ProcessStarter, starter],
    // Publishing a petitioner’s request is the workflow layer’s; nothing here publishes any.
    [Runner, {}],
    [JobHandlers, handlers],
    [Changes, new Changes()],
    [WORK_CALENDAR, new ChineseWorkCalendar()],
  ];
  const providers = values.map(([provide, useValue]) => ({ provide: provide as Type, useValue }));

  @Global()
  @Module({ providers, exports: providers.map((provider) => provider.provide) })
  class SurroundingsModule {}

  const module = await Test.createTestingModule({
    imports: [SurroundingsModule, IdentityModule, ...modules],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await app.register(cookie);
  app.useGlobalFilters(new ProblemFilter(app.get(Log)));
  app.useGlobalPipes(validationPipe());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const seeded = (await app.get(Demonstration).seedIfEmpty()) ?? [];
  const accounts = Object.fromEntries(seeded.map((account) => [account.username, account]));

  const call: FeatureApp['call'] = async (method, url, body, headers = {}) => {
    const response = await app.inject({
      method,
      url,
      headers,
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const json = String(response.headers['content-type'] ?? '').includes('json');
    return { status: response.statusCode, body: json ? response.json() : response.body, headers: response.headers };
  };

  return {
    app,
    database: test.database,
    clock,
    dataDir: test.dataDir,
    starter,
    handlers,
    accounts,
    call,
    async actor(username) {
      const row = await test.database.get<{ id: string }>(`SELECT id FROM app_user WHERE username = ?`, [username]);
      return (await app.get(IdentityRepository).account(row!.id))!;
    },
    async login(username) {
      const answer = await call('POST', '/api/session', { username, password: accounts[username]!.password });
      if (answer.status !== 201) throw new Error(`login refused: ${JSON.stringify(answer.body)}`);
      const cookieText = String(answer.headers['set-cookie']).split(';')[0]!;
      const csrfToken = (answer.body as { csrfToken: string }).csrfToken;
      return {
        csrfToken,
        cookie: cookieText,
        get: (url, headers = {}) => call('GET', url, undefined, { cookie: cookieText, ...headers }),
        send: (method, url, body, headers = {}) =>
          call(method, url, body, { cookie: cookieText, 'x-csrf-token': csrfToken, ...headers }),
      };
    },
    async close() {
      await app.close();
      await test.close();
    },
  };
}
