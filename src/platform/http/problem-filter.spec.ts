import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { CommandRefused, DefinitionRejected } from '../../engine/ports.js';
import { Failure, RateLimited, notFound } from '../failure.js';
import { Log } from '../logging/log.js';
import { Int, ListOf, Text } from './fields.js';
import { ProblemFilter } from './problem-filter.js';
import { validationPipe } from './validation-pipe.js';

class DemandBody {
  @Text({ label: '诉求', max: 5 }) text!: string;
}
class RequestBody {
  @Text({ label: '标题', max: 4 }) title!: string;
  @ListOf(() => DemandBody, { label: '诉求', min: 1, max: 3 }) demands!: DemandBody[];
}
class PageQuery {
  @Int({ label: '页码', min: 1, max: 100, optional: true }) page?: number;
}

const errors: Record<string, () => Error> = {
  missing: () => notFound('该案件'),
  limited: () => new RateLimited('请稍候', 30),
  stale: () => new CommandRefused('task-not-open', '任务已办理。'),
  unknownStart: () => new CommandRefused('start-event-unknown', '没有这个开始事件。'),
  misfit: () =>
    new CommandRefused('migration-refused', '不能迁移。', [{ elementId: 'task_a', message: '新版没有该环节' }]),
  rejected: () =>
    new DefinitionRejected([{ elementId: 'task_a', rule: 'no-script', message: '不支持脚本', severity: 'error' }]),
  engine: () =>
    Object.assign(new CommandRefused('engine-failed', '流程引擎出错，本次操作没有生效'), {
      cause: new TypeError('张三 secret'),
    }),
  forbidden: () => new Failure('forbidden', 'no-role', '没有权限。'),
  full: () => Object.assign(new Error('database or disk is full: /secret/path'), { code: 'SQLITE_FULL' }),
  quota: () => Object.assign(new Error('disk I/O error: /secret/path'), { code: 'SQLITE_IOERR_WRITE' }),
  unforeseen: () => Object.assign(new Error('SELECT 张三 FROM /secret/path'), { code: 'SQLITE_ERROR' }),
};

@Controller()
class ThrowingController {
  @Get('throw')
  throwIt(@Query('kind') kind: string): void {
    throw errors[kind]!();
  }
  @Post('body')
  body(@Body() body: RequestBody): RequestBody {
    return body;
  }
  @Get('page')
  page(@Query() query: PageQuery): { page: number } {
    return { page: query.page ?? 1 };
  }
}

const logged: unknown[] = [];
class RecordingLog extends Log {
  override error(...entry: unknown[]): void {
    logged.push(entry);
  }
}

@Module({ controllers: [ThrowingController] })
class ThrowingModule {}

describe('problems', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [ThrowingModule] }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ProblemFilter(new RecordingLog('silent')));
    app.useGlobalPipes(validationPipe());
    await app.init();
  });
  afterAll(() => app.close());
  beforeEach(() => (logged.length = 0));

  const thrown = (kind: string) => app.inject({ url: `/throw?kind=${kind}` });
  const post = (payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/body', payload, headers: { 'content-type': type } });

  it.each([
    ['missing', 404, 'not-found'],
    ['stale', 409, 'task-not-open'],
    ['unknownStart', 422, 'start-event-unknown'],
    ['misfit', 422, 'migration-refused'],
    ['rejected', 422, 'definition-rejected'],
    ['forbidden', 403, 'no-role'],
    ['full', 503, 'storage-full'],
    ['quota', 503, 'storage-full'],
    ['engine', 500, 'engine-failed'],
  ])('%s is answered with %i %s', async (kind, status, code) => {
    const response = await thrown(kind);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status, code, type: `urn:minqing:problem:${code}`, instance: '/throw' });
    expect(response.body).not.toContain('secret');
  });

  it('names the element of a rejected diagram', async () => {
    expect((await thrown('rejected')).json()).toMatchObject({ problems: [{ elementId: 'task_a', rule: 'no-script' }] });
  });

  it('gives every reason why a migration was refused', async () => {
    expect((await thrown('misfit')).json()).toMatchObject({
      problems: [{ elementId: 'task_a', rule: 'migration-refused', message: '新版没有该环节' }],
    });
  });

  it('says when to try again', async () => {
    const response = await thrown('limited');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '30']);
  });

  it('tells nothing of an unforeseen error, on the screen or in the log, but a reference in both', async () => {
    const response = await thrown('unforeseen');
    const text = JSON.stringify(logged);
    expect(response.statusCode).toBe(500);
    for (const secret of ['张三', 'SELECT', 'secret']) expect(response.body + text).not.toContain(secret);
    const reference = /编号 (\w+) /.exec(response.json<{ detail: string }>().detail)![1];
    expect(text).toContain(`"reference":"${reference}"`);
    expect(text).toMatch(/"place":"problem-filter\.spec\.ts:\d+"/);
  });

  it('notes a fault of the engine with its cause', async () => {
    const { detail } = (await thrown('engine')).json<{ detail: string }>();
    expect(detail).toMatch(/^流程引擎出错，本次操作没有生效。如仍不行，请把编号 \w{8} 告诉系统管理员。$/);
    expect(JSON.stringify(logged)).toMatch(/"error":"TypeError","errorCode":"engine-failed"/);
    expect(JSON.stringify(logged)).not.toMatch(/张三|secret/);
  });

  it('names every wrong field by its path, in Chinese', async () => {
    const response = await post(
      JSON.stringify({ title: '一二三四五', demands: [{ text: '' }, { text: '好', extra: 1 }] }),
    );
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: 'request-invalid',
      detail: '填写的内容有 3 处需要修改。',
      problems: [
        { path: 'title', rule: 'is-length', message: '「标题」应为 1–4 个字' },
        { path: 'demands[0].text', rule: 'is-length' },
        { path: 'demands[1].extra', rule: 'whitelist-validation', message: '不认识的字段「extra」' },
      ],
    });
  });

  it('reads numbers in queries and refuses what is none', async () => {
    expect((await app.inject({ url: '/page?page=3' })).json()).toEqual({ page: 3 });
    expect((await app.inject({ url: '/page?page=x' })).statusCode).toBe(400);
  });

  it.each([
    ['broken JSON', '{"title":', 'application/json', 400],
    ['an empty body', '', 'application/json', 400],
    ['an array', '[]', 'application/json', 400],
    ['null', 'null', 'application/json', 400],
    ['another format', '<a/>', 'text/xml', 415],
    ['a body that is too large', `{"title":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413],
    ['a prototype key', '{"__proto__":{"a":1}}', 'application/json', 400],
  ])('%s is a problem in Chinese', async (_, payload, type, status) => {
    const response = await post(payload, type);
    expect(response.statusCode).toBe(status);
    expect(response.json<{ detail: string }>().detail).toMatch(/\p{Script=Han}/u);
    expect(response.body).not.toMatch(/Unexpected|Cannot|Unsupported|too large/);
  });

  it('answers an unknown address with a problem', async () => {
    const response = await app.inject({ url: '/nowhere?q=张三' });
    expect(response.json()).toMatchObject({
      status: 404,
      code: 'http-404',
      detail: '没有这个地址。',
      instance: '/nowhere',
    });
  });
});
